"""E-mails, as a mail program shows them."""

from django.http import HttpResponse
from django.test import Client, RequestFactory

from ground import messages
from ground.models import OutboxTask
from marketplace.orders import notices
from marketplace.orders.models import Purchase
from tests.access.world import World
from tests.look.walk.places import Make, State
from tests.look.walk.ways import page_of

_LETTERS = ("order_placed", "order_ready", "line_cancelled", "order_not_placed", "order_paid_too_late")


def _about_an_order(message: str) -> Make:
    def make(world: World, client: Client, language: str) -> HttpResponse:
        Purchase.objects.filter(pk=world.purchase.pk).update(language=language)
        order = world.order
        notices.tell_about(order, message, line=order.lines.first(), reason="The oven broke.")
        notices._notify(OutboxTask.objects.filter(kind="purchase.notify").latest("pk").payload)
        sealed = OutboxTask.objects.filter(kind__in=[messages.EMAIL, messages.SMS]).latest("pk")
        request = RequestFactory().get(f"/look/letters/{message}/{language}/")
        return page_of(messages._open(sealed.payload)["html"], request)

    return make


STATES = [State("letter", name, _about_an_order(name), is_letter=True) for name in _LETTERS]
