"""Addresses of pages and addresses of code do not meet."""

import pytest
from django.core.exceptions import ValidationError

from cms.events.models import EventsPage
from cms.pages import HOME_DEPTH
from cms.routes import code_routes
from cms.stories.models import StoriesPage


@pytest.mark.parametrize("slug", ["admin", "media", "static", "es", "account", "co-ops", "documents", "search"])
def test_a_page_under_home_cannot_take_an_address_of_the_code(site, slug):
    page = StoriesPage.objects.get(locale__language_code="en")
    page.slug = slug
    with pytest.raises(ValidationError) as refused:
        page.save()
    assert "slug" in refused.value.message_dict


def test_words_of_pages_are_free():
    assert {"stories", "plan", "events", "institutions"}.isdisjoint(code_routes())


def test_a_deeper_page_may_have_any_slug(story):
    assert story.depth > HOME_DEPTH + 1
    story.slug = "admin"
    story.save()


def test_pages_are_found_in_both_languages(client, site):
    assert client.get("/").status_code == 200
    assert "Told by us" in client.get("/stories/").content.decode()
    assert "Lo contamos" in client.get("/es/stories/").content.decode()


def test_the_switch_leads_to_the_translation(client, site):
    page = EventsPage.objects.get(locale__language_code="es")
    page.slug = "eventos"
    page.save_revision().publish()
    html = client.get("/events/").content.decode()
    assert 'href="/es/eventos/" lang="es"' in html
    assert client.get("/es/eventos/").status_code == 200


def test_what_is_not_there_is_404(client, site):
    assert client.get("/nothing/of/that/").status_code == 404
    assert client.get("/es/nothing/").status_code == 404
