"""How goods reach people: places of pickup and the weekly windows at which a co-op hands over there."""

from html import escape

from django.db import models
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from directory.coops.models import Cooperative, Weekday
from ground.ids import public_id
from ground.texts import Bilingual, Said, said


class PickupPlace(Bilingual):
    """A place where several co-ops may hand over, kept by the coordinator, or a co-op's own. `zone` is its time zone."""

    coop = models.ForeignKey(Cooperative, null=True, blank=True, on_delete=models.CASCADE, related_name="pickup_places")
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    name_en = models.CharField(_("name"), max_length=120, blank=True)
    name_es = models.CharField(max_length=120, blank=True)
    # Empty where they come to the buyer: the order has the address then.
    street = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, default="Jackson")
    region = models.CharField(max_length=40, default="MS")
    postcode = models.CharField(max_length=12, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    zone = models.CharField(max_length=40, default="America/Chicago")
    tax_jurisdiction = models.CharField(max_length=40, default="us-ms-jackson")
    door_en = models.CharField(_("which door, ramp, bus"), max_length=300, blank=True)
    door_es = models.CharField(max_length=300, blank=True)
    comes_to_buyer = models.BooleanField(
        _("they come to you"), default=False, help_text=_("Work done at the buyer's address; the order then has one.")
    )
    is_demo = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["name_en", "name_es", "pk"]
        constraints = [
            models.CheckConstraint(name="pickup_place_has_a_name", condition=~models.Q(name_en="", name_es="")),
        ]

    @property
    def name(self) -> Said:
        """In the active language, or else in the one it was written in."""
        return said(self, "name")

    @property
    def label(self) -> str:
        """Name and street in one line, in the active language."""
        return ", ".join(filter(None, [str(self.name), self.street]))

    @property
    def shown(self) -> SafeString:
        """`label` for a page: the name is marked where it is in the other language."""
        return mark_safe(f"{self.name.html}, {escape(self.street)}") if self.street else self.name.html

    def __str__(self) -> str:
        return str(self.name)


class WindowRule(models.Model):
    """Each week at this local time a co-op hands over at a place; orders close `cutoff_days` before at `cutoff_time`.

    Windows themselves are worked out for each week (`windows.upcoming`), so they are always in the coming days and
    stand right on both days when clocks change.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    coop = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="window_rules")
    place = models.ForeignKey(PickupPlace, on_delete=models.CASCADE, related_name="rules")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    starts = models.TimeField()
    ends = models.TimeField()
    cutoff_days = models.PositiveSmallIntegerField(default=2)
    cutoff_time = models.TimeField()
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["weekday", "starts", "pk"]
        constraints = [
            models.CheckConstraint(
                name="window_starts_before_it_ends", condition=models.Q(starts__lt=models.F("ends"))
            ),
            models.CheckConstraint(name="window_cutoff_within_a_week", condition=models.Q(cutoff_days__lte=6)),
        ]

    def __str__(self) -> str:
        return f"{self.coop} · {self.get_weekday_display()} {self.starts:%H:%M}"
