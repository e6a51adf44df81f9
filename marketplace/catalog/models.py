"""What is sold: a listing (a good or a service), its variants, and the stock behind them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from directory.coops.models import Cooperative
from directory.coops.models import State as CoopState
from ground.ids import public_id
from ground.models import Photo, Topic
from ground.texts import Bilingual
from marketplace.tax.classes import TaxClass


class ListingKind(models.TextChoices):
    GOOD = "good", _("A good")
    SERVICE = "service", _("A service")


class ListingState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    LIVE = "live", _("For sale")
    HIDDEN = "hidden", _("Hidden")


class Unit(models.TextChoices):
    EACH = "each", _("each")
    BUNCH = "bunch", _("a bunch")
    POUND = "lb", _("a pound")
    OUNCE = "oz", _("an ounce")
    DOZEN = "dozen", _("a dozen")
    BAG = "bag", _("a bag")
    BOX = "box", _("a box")
    JAR = "jar", _("a jar")
    LOAF = "loaf", _("a loaf")
    BOTTLE = "bottle", _("a bottle")
    BAR = "bar", _("a bar")
    PINT = "pint", _("a pint")
    QUART = "quart", _("a quart")
    GALLON = "gallon", _("a gallon")
    PLATE = "plate", _("a plate")
    TRAY = "tray", _("a tray")
    PACK = "pack", _("a pack")
    PAIR = "pair", _("a pair")
    HOUR = "hour", _("an hour")
    VISIT = "visit", _("a visit")
    DAY = "day", _("a day")
    WEEK = "week", _("a week")


class TaggedListing(ItemBase):
    content_object = models.ForeignKey("Listing", on_delete=models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_listings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="listing_tag_once")]


class Listing(Bilingual):
    """What a shopper reads. Price, unit and stock stand on its variants."""

    wagtail_reference_index_ignore = True  # read by Wagtail, where it is installed: no index of who links here

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    slug = models.SlugField(max_length=80)
    coop = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="listings")
    kind = models.CharField(max_length=8, choices=ListingKind.choices, default=ListingKind.GOOD)
    state = models.CharField(max_length=8, choices=ListingState.choices, default=ListingState.DRAFT)
    title_en = models.CharField(_("name"), max_length=120, blank=True)
    title_es = models.CharField(_("name"), max_length=120, blank=True)
    summary_en = models.CharField(max_length=300, blank=True)
    summary_es = models.CharField(max_length=300, blank=True)
    description_en = models.TextField(blank=True)
    description_es = models.TextField(blank=True)
    allergens_en = models.CharField(max_length=200, blank=True)
    allergens_es = models.CharField(max_length=200, blank=True)
    tax_class = models.CharField(_("tax class"), max_length=20, choices=TaxClass.choices)
    topics = models.ManyToManyField(Topic, blank=True, related_name="listings")
    tags = TaggableManager(through=TaggedListing, blank=True)
    photo = models.ForeignKey(Photo, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    drawing = models.CharField(max_length=40, blank=True, help_text=_("One of the network's drawings, by name."))
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created", "-pk"]
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        indexes = [
            models.Index(fields=["state", "-created", "-id"], name="listing_state_new"),
            models.Index(fields=["coop", "state"], name="listing_coop_state"),
        ]
        constraints = [
            models.CheckConstraint(
                name="listing_has_a_name",
                condition=~models.Q(title_en="", title_es=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title_en or self.title_es

    def get_absolute_url(self) -> str:
        return reverse("listing", args=[self.slug, self.public_id])

    @property
    def is_for_sale(self) -> bool:
        return self.state == ListingState.LIVE and self.coop.state == CoopState.LISTED


class Stock(models.Model):
    """How many are left. Changed only by `marketplace.catalog.stock`, with one conditional UPDATE."""

    coop = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="stocks")
    available = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="stock_never_negative", condition=models.Q(available__gte=0)),
        ]

    def __str__(self) -> str:
        return str(self.available)


class Variant(models.Model):
    """What is really sold. `price_minor` is the public price of one unit, before tax, in cents of `currency`.

    `stock` is None where nothing is counted (most services). One unit takes `takes` from its stock, so that a
    dozen and half a dozen eggs share one basket of hens.
    """

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="variants")
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    name_en = models.CharField(max_length=80, blank=True)
    name_es = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=8, choices=Unit.choices, default=Unit.EACH)
    price_minor = models.PositiveIntegerField()
    currency = models.CharField(max_length=3, default=settings.CURRENCY)
    stock = models.ForeignKey(Stock, null=True, blank=True, on_delete=models.PROTECT, related_name="variants")
    takes = models.PositiveIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="variant_price_within_reason",
                condition=models.Q(price_minor__gte=1, price_minor__lte=99_999_999),
            ),
            models.CheckConstraint(name="variant_takes_something", condition=models.Q(takes__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.listing} · {self.name_en or self.get_unit_display()}"

    @property
    def is_for_sale(self) -> bool:
        return self.is_active and self.listing.is_for_sale
