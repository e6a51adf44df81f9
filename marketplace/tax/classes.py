"""What a thing is for the tax office. The seller picks a class for each listing; `rates` says what it costs where."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class TaxClass(models.TextChoices):
    GENERAL = "general", _("Goods in general")
    GROCERIES = "groceries", _("Groceries")
    OWN_PRODUCE = "own_produce", _("Produce you grew yourself")
    PREPARED_FOOD = "prepared_food", _("Prepared food")
    SERVICE_TAXED = "service_taxed", _("Service with sales tax")
    SERVICE_UNTAXED = "service_untaxed", _("Service without sales tax")
    EXEMPT = "exempt", _("No sales tax for another reason")


HELP: dict[TaxClass, Promise] = {
    TaxClass.GENERAL: _("Things that are not food, such as soap, clothes, plants for the yard and crafts."),
    TaxClass.GROCERIES: _("Food and drink to take home, such as bread, flour, honey and jam."),
    TaxClass.OWN_PRODUCE: _("Fruit, vegetables, herbs and eggs sold by the farm or garden that grew them."),
    TaxClass.PREPARED_FOOD: _("Meals and drinks ready to eat, such as hot plates, sandwiches and catering."),
    TaxClass.SERVICE_TAXED: _("Work that carries sales tax, such as lawn care, repairs, printing and laundry."),
    TaxClass.SERVICE_UNTAXED: _("Work that carries no sales tax, such as teaching, child care and advice."),
    TaxClass.EXEMPT: _("Only if your accountant says that no sales tax is due on it."),
}


def help_for(tax_class: str) -> Promise:
    """The plain sentence that says what belongs in a class. Raises ValueError for a class that does not exist."""
    return HELP[TaxClass(tax_class)]
