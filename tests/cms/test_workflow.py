"""Communications staff write and hand in; an editor publishes, schedules, translates."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from cms.stories.models import StoriesPage, StoryPage
from cms.tasks import publish_scheduled
from directory.people.roles import NetworkRole

FORM = {
    "title": "A roof fund",
    "slug": "a-roof-fund",
    "standfirst": "It holds.",
    "told_on": "2026-11-10",
    "byline": "",
    "picture": "",
    "picture_alt": "",
    "drawing": "",
    "sources_note": "",
    "tags": "",
    "seo_title": "",
    "search_description": "",
    "go_live_at": "",
    "expire_at": "",
    "body-count": "1",
    "body-0-type": "heading",
    "body-0-order": "0",
    "body-0-deleted": "",
    "body-0-value": "Twelve homes",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


@pytest.fixture
def add_url(site) -> str:
    return reverse("wagtailadmin_pages:add", args=["stories", "storypage", StoriesPage.objects.first().pk])


def test_communications_write_a_draft_and_hand_it_in(signed_in, add_url):
    client = signed_in(NetworkRole.COMMUNICATIONS)
    response = client.post(add_url, {**FORM, "action-submit": "1"})
    assert response.status_code == 302
    story = StoryPage.objects.get(slug="a-roof-fund", locale__language_code="en")
    assert not story.live
    assert story.current_workflow_state.status == "in_progress"


def test_communications_cannot_publish(signed_in, add_url):
    client = signed_in(NetworkRole.COMMUNICATIONS)
    client.post(add_url, {**FORM, "action-publish": "1"})
    assert not StoryPage.objects.filter(live=True, slug="a-roof-fund").exists()


def test_communications_cannot_approve(signed_in, add_url):
    client = signed_in(NetworkRole.COMMUNICATIONS)
    client.post(add_url, {**FORM, "action-submit": "1"})
    story = StoryPage.objects.get(slug="a-roof-fund", locale__language_code="en")
    client.post(_approve(story))
    story.refresh_from_db()
    assert not story.live


def _approve(story: StoryPage) -> str:
    state = story.current_workflow_state.current_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", state.pk])


def test_an_editor_approves_and_so_publishes(signed_in, add_url, client):
    signed_in(NetworkRole.COMMUNICATIONS).post(add_url, {**FORM, "action-submit": "1"})
    story = StoryPage.objects.get(slug="a-roof-fund", locale__language_code="en")
    assert client.get("/stories/a-roof-fund/").status_code == 404
    signed_in(NetworkRole.EDITOR).post(_approve(story))
    story.refresh_from_db()
    assert story.live
    assert client.get("/stories/a-roof-fund/").status_code == 200


def test_a_new_story_stands_in_the_spanish_tree_in_its_own_words(signed_in, add_url, client):
    signed_in(NetworkRole.EDITOR).post(add_url, {**FORM, "action-publish": "1"})
    html = client.get("/es/stories/a-roof-fund/").content.decode()
    assert '<article lang="en">' in html
    assert "Twelve homes" in html


def test_a_story_goes_live_at_its_minute(signed_in, add_url, client):
    soon = timezone.localtime() + timedelta(hours=2)
    signed_in(NetworkRole.EDITOR).post(add_url, {**FORM, "go_live_at": f"{soon:%Y-%m-%d %H:%M}", "action-publish": "1"})
    publish_scheduled()
    places = ("/stories/a-roof-fund/", "/es/stories/a-roof-fund/")
    assert [client.get(path).status_code for path in places] == [404, 404]
    with time_machine.travel(soon + timedelta(minutes=1)):
        publish_scheduled()
    assert [client.get(path).status_code for path in places] == [200, 200]


def test_a_preview_shows_todays_price(signed_in, story, loaf):
    loaf.price_minor = 925
    loaf.save()
    client = signed_in(NetworkRole.COMMUNICATIONS)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[story.pk])
    body = {f"body-{n}-{key}": value for n, block in enumerate(_blocks(loaf)) for key, value in block.items()}
    posted = client.post(url, {**FORM, **body, "body-count": "1", "title": "Fifty hens", "slug": story.slug})
    assert posted.json() == {"is_valid": True, "is_available": True}
    html = client.get(url).content.decode()
    assert "Fifty hens" in html
    assert "$9.25" in html


def _blocks(loaf) -> list[dict[str, str]]:
    return [{"type": "listing", "order": "0", "deleted": "", "value": str(loaf.listing_id)}]


def test_a_story_is_translated_and_published_in_spanish(story, client):
    source, _ = TranslationSource.get_or_create_from_instance(story)
    spanish = Locale.objects.get(language_code="es")
    translation = Translation.objects.create(source=source, target_locale=spanish)
    translation.save_target(publish=True)
    assert client.get("/es/stories/fifty-pigs/").status_code == 200
    words = {segment.string.data for segment in source.stringsegment_set.select_related("string")}
    assert {"Fifty pigs", "A farm co-op kept a bank of pigs.", "The Clio"} <= words
