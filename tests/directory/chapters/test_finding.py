"""Finding the nearest chapter, and finding chapters by search."""

import pytest

from directory.chapters.documents import ChapterSource
from directory.chapters.models import Chapter

pytestmark = pytest.mark.django_db


@pytest.fixture
def far(river, lake):
    Chapter.objects.create(name="Night Shift Friends", slug="night", city="", source_language="en", meets_en="Online")
    return Chapter.objects.create(
        name="Harbor Friends", slug="harbor", city="Oakland", region="CA", lat=37.8, lon=-122.3
    )


def near(client, q):
    page = client.get("/chapters/", {"q": q})
    assert page.status_code == 200
    return page, [row.chapter.name for row in page.context["nearest"]]


def test_the_nearest_comes_first_with_its_miles(client, far):
    page, names = near(client, "Chicago")
    assert names == ["Lakeshore Friends", "Riverbend Friends", "Harbor Friends"]
    assert "2 miles away" in page.content.decode()
    assert near(client, "94601")[1][0] == "Harbor Friends"
    spanish = client.get("/es/chapters/", {"q": "Chicago"}).content.decode()
    assert "Oakland, CA, <strong>a 1,8" in spanish and "millas.</strong>" in spanish
    assert near(client, "San Luis, Misuri")[1][0] == "Riverbend Friends"


def test_a_place_that_is_not_known_is_said_and_all_are_listed_by_state(client, far):
    page, names = near(client, "Xanadu-on-Sea <b>")
    html = page.content.decode()
    assert names == [] and "We do not know that place" in html and "Xanadu-on-Sea &lt;b&gt;" in html
    assert [group.name for group in page.context["groups"]] == ["Anywhere", "California", "Illinois"]


def test_a_guess_and_other_places_of_the_name_are_said(client, far):
    assert "We took it for Chicago, IL" in near(client, "Chicgo")[0].content.decode()
    assert "?q=Kansas%20City%2C%20KS" in near(client, "Kansas City")[0].content.decode()


def test_a_closed_chapter_is_not_listed(client, far):
    far.state = "closed"
    far.save()
    assert "Harbor Friends" not in client.get("/chapters/").content.decode()
    assert ChapterSource().load([far.pk]) == []


def test_what_search_knows_is_what_the_page_shows(client, river, joins):
    joins(river, name="Zinnia", email="zinnia@example.org")
    river.summary_en = "We read."
    river.save()
    [document] = ChapterSource().load(list(ChapterSource().ids()))
    assert document.id == f"chapter:{river.pk}"
    assert (document.path, document.body, document.place) == ("/chapters/riverbend/", {"en": "We read."}, (37.0, -89.2))
    assert "innia" not in str(document)


@pytest.mark.parametrize("path", ["/join/", "/es/join/", "/chapters/", "/es/chapters/?q=Nueva+York", "/chapters/start/",
                                  "/chapters/riverbend/", "/es/chapters/riverbend/", "/chapters/riverbend/asked/"])  # fmt: skip
def test_pages_open_to_everybody_in_both_languages(client, river, path):
    html = client.get(path).content.decode()
    assert "</html>" in html and 'style="' not in html
    assert ('lang="es"' in html.split(">")[1]) == path.startswith("/es/")
