"""`python -m tests.bench.seed N`: fill the market of the demonstration up to N listings, copies of its own ones.

Copies stand at /market/bench-0-bench0/, /market/bench-1-bench1/ and so on, and never run out.
"""

import itertools
import sys
from collections.abc import Iterator

import django
from django.db import transaction

django.setup()

from directory.coops.models import Cooperative  # noqa: E402 - models need Django set up
from marketplace.catalog.models import Listing, ListingState, Stock, Variant  # noqa: E402

MANY = 1_000_000
_KINDS_OF_IT = ("small", "large", "family size", "first pick", "for the freezer", "by the case", "this week's")


def seed(wanted: int) -> int:
    """Add listings until `wanted` are there, of those demonstration co-ops that list something already. How many."""
    originals = list(
        Listing.objects.filter(coop__is_demo=True).select_related("coop").prefetch_related("variants", "topics")
    )
    missing = max(0, wanted - Listing.objects.count())
    coops = list({listing.coop_id: listing.coop for listing in originals}.values())
    with transaction.atomic():
        pairs = list(zip(itertools.cycle(originals), _copies(originals, coops, missing), strict=False))
        Listing.objects.bulk_create([copy for _original, copy in pairs], batch_size=500)
        stocks = Stock.objects.bulk_create([Stock(coop_id=copy.coop_id, available=MANY) for _, copy in pairs])
        rows = zip(pairs, stocks, strict=True)
        Variant.objects.bulk_create([_variant(original, copy, stock) for (original, copy), stock in rows])
        tagged = Listing.topics.through
        tagged.objects.bulk_create(
            tagged(listing_id=copy.pk, topic_id=topic.pk) for original, copy in pairs for topic in original.topics.all()
        )
    return missing


def _copies(originals: list[Listing], coops: list[Cooperative], count: int) -> Iterator[Listing]:
    for number, original in zip(range(count), itertools.cycle(originals), strict=False):
        word = _KINDS_OF_IT[number % len(_KINDS_OF_IT)]
        yield Listing(
            coop=original.coop if number % 2 else coops[number % len(coops)],
            slug=f"bench-{number}",
            public_id=f"bench{number}",
            kind=original.kind,
            state=ListingState.LIVE,
            title_en=f"{original.title_en[:90]}, {word}, {number}",
            title_es=f"{original.title_es[:90]}, {word}, {number}" if original.title_es else "",
            summary_en=original.summary_en,
            summary_es=original.summary_es,
            description_en=original.description_en,
            source_language=original.source_language,
            tax_class=original.tax_class,
            drawing=original.drawing,
        )


def _variant(original: Listing, copy: Listing, stock: Stock) -> Variant:
    sold = original.variants.all()[0]
    return Variant(
        listing=copy, public_id=f"v{copy.public_id}", unit=sold.unit, price_minor=sold.price_minor, stock=stock
    )


if __name__ == "__main__":
    print(f"{seed(int(sys.argv[1]))} listings added")  # noqa: T201
