"""Whom a story names: written down when it is published, asked for by the pages of those named."""

from django.db import transaction
from django.utils.translation import get_language

from cms.reading import chosen
from cms.stories.models import Mention, StoryPage, published
from directory.coops.models import Cooperative
from ground.prepared import Prepared
from marketplace.catalog.models import Listing

_MOST_SHOWN = 6
_first_of_listing = Prepared(lambda listing: Mention.objects.filter(listing_id=listing).only("pk").order_by()[:1])


@transaction.atomic
def note_mentions(*, story: StoryPage) -> None:
    """Write down anew what the published body names. A listing's co-op counts as named."""
    listings = list(Listing.objects.filter(pk__in=chosen(story.body, "listing")).values_list("pk", "coop_id"))
    coops = Cooperative.objects.filter(pk__in=chosen(story.body, "coop") | {coop for _, coop in listings})
    Mention.objects.filter(story=story).delete()
    Mention.objects.bulk_create(
        [
            *(Mention(story=story, coop_id=pk) for pk in coops.values_list("pk", flat=True)),
            *(Mention(story=story, listing_id=pk) for pk, _ in listings),
        ]
    )


def stories_about(*, coop: Cooperative | None = None, listing: Listing | None = None) -> list[StoryPage]:
    """Published stories in the active language that name the co-op or the listing, in any of their languages."""
    if listing and not _first_of_listing(listing.pk):  # so it is for nearly every listing, and asking costs little
        return []
    mentions = Mention.objects.filter(listing=listing) if listing else Mention.objects.filter(coop=coop)
    keys = mentions.filter(story__live=True).values("story__translation_key")
    stories = published().filter(locale__language_code=get_language(), translation_key__in=keys)
    return list(stories[:_MOST_SHOWN])
