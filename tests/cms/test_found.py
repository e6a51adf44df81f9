"""Stories are found where they are about something: in the search and on the pages of those they name."""

import pytest
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from cms.stories import writing
from cms.stories.mentions import stories_about
from cms.stories.models import Mention, StoryPage
from ground.outbox import OutboxTask
from ground.places import render
from search import documents


def _document(story: StoryPage):
    return documents.load("story", [str(story.translation_key)])


def test_a_story_is_one_document_in_both_languages(site, bakery, story):
    page = writing.story_write(
        title="A roof fund",
        slug="roof",
        standfirst="It holds.",
        told_on=story.told_on,
        tags=["roof"],
        body=[writing.text("<p>Twelve <b>homes</b></p>")],
        spanish=writing.Spanish(title="Un fondo para techos", fields={"standfirst": "Aguanta."}),
    )
    (found,) = _document(page)
    assert found.id == f"story:{page.translation_key}"
    assert found.title == {"en": "A roof fund", "es": "Un fondo para techos"}
    assert found.path == {"en": "/stories/roof/", "es": "/stories/roof/"}
    assert "Twelve homes" in found.body["en"].replace("  ", " ")
    assert found.keywords == ("roof",)


def test_a_story_that_nobody_translated_is_a_document_in_its_own_language(story):
    (found,) = _document(story)
    assert set(found.title) == {"en"}


def test_a_draft_is_not_found(story):
    story.unpublish()
    assert _document(story) == []


def test_a_story_for_some_people_only_is_not_found(story, client):
    PageViewRestriction.objects.create(page=story.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert _document(story) == []
    assert "Fifty pigs" not in client.get("/").content.decode()
    response = client.get(story.path_here)
    assert response.status_code == 302
    assert response.url.startswith("/_page/sign-in/")


def test_an_alias_is_as_closed_as_its_source(story, client):
    assert "Fifty pigs" in client.get("/es/stories/").content.decode()
    PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.LOGIN)
    assert "Fifty pigs" not in client.get("/es/stories/").content.decode()
    assert client.get("/es/stories/fifty-pigs/").status_code == 302


def test_a_link_leads_to_the_page_in_the_readers_language(story, client, site):
    page = writing.story_write(
        title="More",
        standfirst="More.",
        told_on=story.told_on,
        body=[
            writing.text(f'<p><a linktype="page" id="{story.get_parent().pk}">all</a></p>'),
            writing.text('<p><a linktype="page" id="999999">gone</a></p>'),
        ],
    )
    assert '<a href="/stories/">all</a>' in client.get(page.path_here).content.decode()
    spanish = client.get(f"/es{page.path_here}").content.decode()
    assert '<a href="/es/stories/">all</a>' in spanish
    assert "<a>gone</a>" in spanish


@pytest.mark.parametrize("change", ["publish", "unpublish", "delete"])
def test_a_change_is_told_to_the_search(story, change):
    OutboxTask.objects.all().delete()
    if change == "publish":
        story.save_revision().publish()
    else:
        getattr(story, change)()
    waiting = OutboxTask.objects.filter(kind="search.refresh").values_list("payload", flat=True)
    assert {"kind": "story", "keys": [str(story.translation_key)]} in list(waiting)


def test_every_kind_of_page_can_be_found(site):
    assert {"story", "event", "institution", "page"} <= set(documents.kinds())
    assert [document.id.partition(":")[0] for document in documents.everything() if document.kind == "page"] == ["page"]


def test_publishing_notes_whom_a_story_names(story, bakery, loaf):
    assert set(Mention.objects.values_list("coop_id", "listing_id")) == {(bakery.pk, None), (None, loaf.listing_id)}
    story.body = []
    story.save_revision().publish()
    assert not Mention.objects.exists()


@pytest.mark.parametrize(("language", "lang"), [("en", ""), ("es", "en")])
def test_a_coops_page_and_a_goods_page_show_the_story(story, bakery, loaf, language, lang, django_assert_num_queries):
    with override(language):
        for place, arguments in (("coop_page", {"coop": bakery}), ("listing_page", {"listing": loaf.listing})):
            assert "Fifty pigs" in render(place, None, arguments)
        with django_assert_num_queries(1):
            (told,) = stories_about(coop=bakery)
        assert told.said_in == lang


def test_a_story_taken_back_leaves_the_coops_page(story, bakery):
    story.unpublish()
    assert list(stories_about(coop=bakery)) == []


def test_a_page_without_stories_shows_no_heading(bakery, site):
    assert "Told about" not in render("coop_page", None, {"coop": bakery})
