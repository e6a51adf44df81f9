"""Things for tests, made of nothing but what a test does not care about. Each package has its own section; add yours at the end."""

import datetime

import factory
from factory.django import DjangoModelFactory

# --- directory/people ------------------------------------------------------------------------------------------------


class UserFactory(DjangoModelFactory):
    class Meta:
        model = "people.User"

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")


# --- directory/coops -------------------------------------------------------------------------------------------------


class CoopFactory(DjangoModelFactory):
    """A listed worker co-op outside the network; `CoopFactory(place=True)` stands on a street in Jackson."""

    class Meta:
        model = "coops.Cooperative"
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Co-op {n:04}")
    slug = factory.Sequence(lambda n: f"co-op-{n:04}")
    kind = "worker"

    @factory.post_generation
    def place(self, create, wanted, **fields):
        if create and (wanted or fields):
            PlaceFactory(cooperative=self, **fields)


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = "coops.Place"

    cooperative = factory.SubFactory(CoopFactory)
    street = "12 Poplar Street"
    city = "Jackson"
    region = "MS"
    postcode = "39203"
    lat = 32.3
    lon = -90.2


class HoursFactory(DjangoModelFactory):
    class Meta:
        model = "coops.Hours"

    place = factory.SubFactory(PlaceFactory)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = "coops.Membership"

    cooperative = factory.SubFactory(CoopFactory)
    user = factory.SubFactory(UserFactory)
    role = "steward"


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = "ground.Topic"
        django_get_or_create = ["slug"]

    slug = factory.Sequence(lambda n: f"topic-{n}")
    name_en = factory.LazyAttribute(lambda topic: topic.slug.capitalize())
    name_es = factory.LazyAttribute(lambda topic: f"{topic.slug.capitalize()} (es)")


# --- marketplace/catalog, fulfilment ----------------------------------------------------------------------------------


class ListingFactory(DjangoModelFactory):
    """A live good with one variant, for $5.00 a bunch; `ListingFactory(variant__stock=5)` has five, without it nothing is counted."""

    class Meta:
        model = "catalog.Listing"
        skip_postgeneration_save = True

    coop = factory.SubFactory(CoopFactory)
    title_en = factory.Sequence(lambda n: f"Greens {n:04}")
    slug = factory.LazyAttribute(lambda listing: listing.title_en.lower().replace(" ", "-"))
    state = "live"
    tax_class = "groceries"

    @factory.post_generation
    def variant(self, create, wanted, *, price=500, stock=None, unit="bunch", **fields):
        if create and wanted is not False:
            counted = StockFactory(coop=self.coop, available=stock) if stock is not None else None
            VariantFactory(listing=self, price_minor=price, unit=unit, stock=counted, **fields)


class StockFactory(DjangoModelFactory):
    class Meta:
        model = "catalog.Stock"

    coop = factory.SubFactory(CoopFactory)
    available = 5


class VariantFactory(DjangoModelFactory):
    class Meta:
        model = "catalog.Variant"

    listing = factory.SubFactory(ListingFactory)
    unit = "bunch"
    price_minor = 500


class PickupPlaceFactory(DjangoModelFactory):
    class Meta:
        model = "fulfilment.PickupPlace"

    name_en = factory.Sequence(lambda n: f"Dock {n}")
    street = "1 Poplar Street"


class WindowRuleFactory(DjangoModelFactory):
    """Saturdays, 9 am to noon, closing on Thursday at 6 pm."""

    class Meta:
        model = "fulfilment.WindowRule"

    coop = factory.SubFactory(CoopFactory)
    place = factory.SubFactory(PickupPlaceFactory)
    weekday = 5
    starts = datetime.time(9)
    ends = datetime.time(12)
    cutoff_days = 2
    cutoff_time = datetime.time(18)
