"""Who we are: co-operatives, their places and hours, who works in them, and where each fact about them is from."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from directory.coops.states import Freshness, Kind, LegalForm, Role, Standing, State, Verified, Weekday
from directory.coops.traits import check_labour, check_languages, check_links
from ground.ids import public_id
from ground.models import Photo, Topic
from ground.texts import Bilingual

__all__ = [
    "ClosedDay",
    "Cooperative",
    "Freshness",
    "Hours",
    "Kind",
    "LegalForm",
    "Membership",
    "Place",
    "Role",
    "SlugHistory",
    "Source",
    "Standing",
    "StandingDecision",
    "State",
    "TaggedCooperative",
    "Verified",
    "Weekday",
    "listed",
]


class TaggedCooperative(ItemBase):
    """A free tag: a search word only. What a co-op does is told by topics."""

    content_object = models.ForeignKey("Cooperative", on_delete=models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_cooperatives")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="cooperative_tag_once")]


class Cooperative(Bilingual):
    """One organisation of the directory. `standing` is kept by `StandingDecision`, never set by itself."""

    wagtail_reference_index_ignore = True  # read by Wagtail, where it is installed: no index of who links here

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.LISTED)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing.choices, default=Standing.NONE)
    is_demo = models.BooleanField(_("invented for the demonstration"), default=False)

    summary_en = models.CharField(max_length=300, blank=True)
    summary_es = models.CharField(max_length=300, blank=True)
    about_en = models.TextField(blank=True)
    about_es = models.TextField(blank=True)
    owned_en = models.CharField(max_length=300, blank=True, help_text=_("Who owns it and who works in it."))
    owned_es = models.CharField(max_length=300, blank=True)
    founded = models.PositiveSmallIntegerField(null=True, blank=True)
    members = models.PositiveIntegerField(null=True, blank=True)
    legal_form = models.CharField(max_length=12, blank=True, choices=LegalForm.choices)
    # Lists of words of `states.Labour` and of tags of `states.Spoken`; kinds of `states.LinkKind` with their addresses.
    labour = models.JSONField(default=list, blank=True, validators=[check_labour])
    languages = models.JSONField(default=list, blank=True, validators=[check_languages])

    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    website = models.URLField(max_length=500, blank=True)
    links = models.JSONField(default=dict, blank=True, validators=[check_links])
    zone = models.CharField(max_length=40, default="America/Chicago")

    topics = models.ManyToManyField(Topic, blank=True, related_name="cooperatives")
    tags = TaggableManager(through=TaggedCooperative, blank=True)
    photo = models.ForeignKey(Photo, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    drawing = models.CharField(max_length=40, blank=True, help_text=_("One of the network's drawings, by name."))
    has_resale_certificate = models.BooleanField(default=False)

    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.CharField(max_length=120, blank=True)
    verified_how = models.CharField(max_length=10, blank=True, choices=Verified.choices)
    # The day that freshness counts from: verified_on, or else the date of its list, or of its making. Kept by `directory.freshness`.
    known_on = models.DateField(null=True, blank=True, editable=False)
    freshness = models.PositiveSmallIntegerField(choices=Freshness.choices, default=Freshness.FRESH, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("co-operative")
        verbose_name_plural = _("co-operatives")
        indexes = [
            models.Index(fields=["state", "kind", "name"], name="coop_state_kind_name"),
            models.Index(Upper("name"), name="coop_upper_name"),
            models.Index(fields=["state", "known_on"], name="coop_state_known_on"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("coop", args=[self.slug])

    @property
    def is_network_member(self) -> bool:
        return self.standing == Standing.MEMBER and self.state == State.LISTED


class SlugHistory(models.Model):
    """A name once used for a page; asking for it is answered with 301 to the page's name of today."""

    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="old_slugs")
    slug = models.SlugField(max_length=80, unique=True)
    until = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug


class Place(models.Model):
    """Where a co-op can be found. Latitude and longitude in degrees (WGS 84)."""

    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="places")
    name = models.CharField(max_length=120, blank=True)
    street = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=40, blank=True, help_text=_("State, as two letters in the United States."))
    postcode = models.CharField(max_length=12, blank=True)
    country = models.CharField(max_length=2, default="US")
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    directions_en = models.CharField(max_length=300, blank=True)
    directions_es = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="place_on_earth",
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
            ),
        ]
        indexes = [
            models.Index(fields=["lat", "lon"], name="place_lat_lon"),
            models.Index(fields=["region", "city"], name="place_region_city"),
        ]

    def __str__(self) -> str:
        return self.name or self.street or self.city


class Hours(models.Model):
    """Opening hours by local rule; the zone is the co-op's."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                name="hours_open_before_they_close", condition=models.Q(opens__lt=models.F("closes"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}-{self.closes:%H:%M}"


class ClosedDay(models.Model):
    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="closed_days")
    day = models.DateField()
    reason_en = models.CharField(max_length=200, blank=True)
    reason_es = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["cooperative", "day"], name="closed_day_once")]

    def __str__(self) -> str:
        return f"{self.day}"


class StandingDecision(models.Model):
    """Standing in the network is a dated decision with a reason; the latest one holds."""

    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="standing_decisions")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    decided_on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.decided_on}: {self.get_standing_display()}"


class Source(models.Model):
    """What we know, from where, and since when. `record` is the row's own id in that source.

    `list` is the file that brought it, where that is put together from several (`us-south` holds rows of `usda-fm`); `told` is what
    that list says of each field, so that its next edition shows what it changed; `missing_since` where a later edition left it out.
    """

    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="sources")
    list = models.CharField(max_length=60, blank=True)
    dataset = models.CharField(max_length=60, blank=True, help_text=_("Name of an imported list, such as usda-fm."))
    record = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=500, blank=True)
    facts = models.CharField(
        max_length=300, blank=True, help_text=_("Which facts it tells: name, place, web address …")
    )
    as_of = models.DateField()
    row_hash = models.CharField(max_length=64, blank=True, editable=False)
    told = models.JSONField(default=dict, blank=True, editable=False)
    missing_since = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-as_of", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "dataset", "record"], name="source_record_once", condition=~models.Q(record="")
            )
        ]
        indexes = [models.Index(fields=["dataset", "record"], name="source_dataset_record")]

    def __str__(self) -> str:
        return self.title


class Membership(models.Model):
    """A person's role in a co-op. What a role may do stands in `directory.coops.rights`."""

    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["cooperative__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["cooperative", "user", "role"], name="membership_role_once")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.cooperative}"


def listed(**filters: Any) -> "models.QuerySet[Cooperative]":
    """What the public may see of the directory."""
    return Cooperative.objects.filter(state=State.LISTED, **filters)
