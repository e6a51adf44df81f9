"""A story is built from blocks; what it names is shown as it is today."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks import Body
from cms.models import StaffImage
from cms.stories import writing
from directory.chapters.models import Chapter
from directory.coops.models import State
from ground.outbox import run_due
from marketplace.catalog.models import ListingState

READ = date(2026, 11, 1)


@pytest.fixture
def picture(db) -> StaffImage:
    file = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(file, "PNG")
    return StaffImage.objects.create(title="Press", file=ImageFile(BytesIO(file.getvalue()), name="press.png"))


def test_a_story_shows_every_block(client, site, bakery, loaf, picture, settings, tmp_path):
    friends = Chapter.objects.create(
        slug="riverbend", name="Riverbend Friends", city="Riverbend", summary_en="We read."
    )
    page = writing.story_write(
        title="Flour",
        standfirst="Five kitchens.",
        told_on=READ,
        body=[
            writing.heading("Now it is flour"),
            writing.text("<p>A sack of <b>flour</b>.</p>"),
            {
                "type": "picture",
                "value": {"image": {"image": picture.pk, "alt_text": "A printing press"}, "caption": "Ours"},
            },
            writing.drawing("bread"),
            writing.quote("One sack at a time.", who="A baker"),
            writing.claim("<p>22 met.</p>", source="Federation", url="https://example.org/history", read_on=READ),
            writing.coop(bakery),
            writing.listing(loaf.listing),
            writing.chapter(friends),
            writing.note("What is real here.", "The history."),
        ],
    )
    assert "place-printing-press" in client.get(page.path_here).content.decode()
    run_due()  # the worker makes the picture's sizes
    html = client.get(page.path_here).content.decode()
    for words in (
        "<h2>Now it is flour</h2>",
        "<b>flour</b>",
        'alt="A printing press"',
        "<figcaption>Ours</figcaption>",
        "One sack at a time.",
        '<a class="ref" href="#s1" aria-label="Source 1">[1]</a>',
        '<a href="https://example.org/history" rel="external">example.org/history</a>',
        "1 November 2026",
        "Six bakers own it.",
        "Sandwich loaf",
        "$6.00",
        "Riverbend Friends",
        "What is real here.",
    ):
        assert words in html


def test_claims_of_one_address_share_a_number(client, site):
    page = writing.story_write(
        title="Sources",
        standfirst="Two.",
        told_on=READ,
        body=[
            writing.claim("<p>a</p>", source="One", url="https://one.example/", read_on=READ),
            writing.claim("<p>b</p>", source="Two", url="https://two.example/", read_on=READ),
            writing.claim("<p>c</p>", source="One", url="https://one.example/", read_on=READ),
        ],
    )
    html = client.get(page.path_here).content.decode()
    assert html.count('href="#s1"') == 2
    assert html.count('href="#s2"') == 1
    assert html.count('<li id="s') == 2


def test_the_price_is_always_todays(client, story, loaf):
    assert "$6.00" in client.get(story.path_here).content.decode()
    loaf.price_minor = 725
    loaf.save()
    html = client.get(story.path_here).content.decode()
    assert "$7.25" in html
    assert "$6.00" not in html


def test_sold_out_is_said_and_cannot_be_added(client, story, loaf):
    loaf.stock.available = 0
    loaf.stock.save()
    html = client.get(story.path_here).content.decode()
    assert "Sold out" in html
    assert loaf.public_id not in html


def test_few_left_is_said(client, story, loaf):
    loaf.stock.available = 3
    loaf.stock.save()
    assert "3 left" in client.get(story.path_here).content.decode()


@pytest.mark.parametrize("hidden", ["listing", "coop", "deleted"])
def test_what_cannot_be_seen_any_more_leaves_no_trace(client, story, loaf, hidden):
    if hidden == "listing":
        loaf.listing.state = ListingState.HIDDEN
        loaf.listing.save()
    elif hidden == "coop":
        loaf.listing.coop.state = State.HIDDEN
        loaf.listing.coop.save()
    else:
        loaf.listing.delete()
    response = client.get(story.path_here)
    assert response.status_code == 200
    assert "Sandwich loaf" not in response.content.decode()


def test_a_picture_needs_alternative_text(picture):
    block = Body().child_blocks["picture"]
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"image": {"image": picture.pk, "alt_text": "", "decorative": False}}))
    assert "alt_text" in refused.value.block_errors["image"].block_errors


def test_a_decorative_picture_needs_none(picture):
    block = Body().child_blocks["picture"]
    cleaned = block.clean(block.to_python({"image": {"image": picture.pk, "alt_text": "", "decorative": True}}))
    assert cleaned["image"].decorative


def test_the_lead_picture_needs_alternative_text(story, picture):
    story.picture = picture
    with pytest.raises(ValidationError) as refused:
        story.full_clean()
    assert list(refused.value.message_dict) == ["picture_alt"]


def test_a_claim_needs_a_source_and_a_day_that_has_come():
    block = Body().child_blocks["claim"]
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"text": "<p>So.</p>", "source": "", "url": "", "read_on": "2999-01-01"}))
    assert set(refused.value.block_errors) == {"source", "read_on"}
