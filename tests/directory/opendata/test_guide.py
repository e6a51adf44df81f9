"""The page about the data, and that what it shows works as it stands there."""

import contextlib
import io
import re
import shlex
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from directory.coops.models import Cooperative
from directory.opendata.api import api
from directory.opendata.asked import Asked
from directory.opendata.examples import PYTHON, SHELL, examples
from directory.opendata.guide import guide
from directory.opendata.spreadsheet import COLUMNS
from tests.directory.opendata.conftest import SITE, many
from tests.factories import CoopFactory

pytestmark = pytest.mark.django_db
_SHELL = {one.title: one for one in examples() if one.language == SHELL}
_PYTHON = {one.title: one for one in examples() if one.language == PYTHON}


def code_of(title: str) -> str:
    return next(one.code for one in examples() if one.title == title)


@pytest.mark.parametrize("title", _SHELL)
def test_a_line_for_the_shell_works(client: Client, bakery: Cooperative, title: str) -> None:
    """Read as a shell would, asked as curl would."""
    program, *words = shlex.split(code_of(title))
    assert program == "curl"
    (address,) = [word for word in words if word.startswith(SITE)]
    assert set(words) - {address} <= {"-o", "-z", "co-ops.csv"}
    response = client.get(address.removeprefix(SITE))
    assert response.status_code == 200
    assert bakery.public_id in response.getvalue().decode()


def test_the_list_is_taken_again_only_if_it_has_changed(client: Client, bakery: Cooperative) -> None:
    """curl's -z sends the date of the file that is there."""
    assert any("-z co-ops.csv" in one.code for one in _SHELL.values())
    last = client.get("/data/co-ops.csv").headers["Last-Modified"]
    assert client.get("/data/co-ops.csv", headers={"if-modified-since": last}).status_code == 304


@pytest.mark.parametrize("title", _PYTHON)
def test_a_program_works(client: Client, title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    many(120)
    Cooperative.objects.update(standing="member")
    CoopFactory(name="Outside")

    def urlopen(address: str) -> io.BytesIO:
        response = client.get(address.removeprefix(SITE))
        assert response.status_code == 200
        return io.BytesIO(response.content)

    monkeypatch.setattr("urllib.request.urlopen", urlopen)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code_of(title), {})  # noqa: S102 - our own
    lines = printed.getvalue().splitlines()
    assert (len(lines), lines[0], lines[-1]) == (120, "Co-op 0 ", "Co-op 119 ")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_example_and_file_stands_on_the_page_and_is_there(client: Client, language: str) -> None:
    page = client.get("/data/" if language == "en" else "/es/data/").content.decode()
    with translation.override(language):
        told = guide()
    assert page.count('<pre class="program"') == len(told.examples)
    for file in [*told.files, *told.feeds]:
        assert f'href="{file.url}"' in page
        assert client.get(file.url).status_code == 200
    assert f'href="{told.openapi_url}"' in page


def test_every_parameter_of_the_api_is_told_of() -> None:
    told = {name for names, _words in guide().parameters for name in names.split(", ")}
    assert told == set(Asked.model_fields)


def test_no_word_is_explained_that_is_not_there() -> None:
    keys = {"iri", "places", "summary", "about", "owned"} | set(COLUMNS)
    told = {name for names, _words in guide().words for name in names.split(", ")}
    assert told <= keys
    assert api.docs_url is None


@pytest.mark.parametrize("count", [2, 60])
def test_it_takes_few_queries(
    client: Client, count: int, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    many(count)
    client.get("/data/")
    with django_assert_max_num_queries(6):
        client.get("/data/")


def test_it_says_of_each_public_list_what_we_know(client: Client, bakery: Cooperative) -> None:
    page = client.get("/data/").content.decode()
    assert "USDA National Farmers Market Directory" in page
    assert "Public domain (United States government)" in page
    assert "no license is chosen yet" in page


def test_the_foot_of_every_page_and_the_list_lead_to_it(client: Client) -> None:
    for path, link in (("/co-ops/", "/data/"), ("/es/co-ops/", "/es/data/")):
        foot = client.get(path).content.decode().partition("<footer")[2]
        assert f'href="{link}"' in foot


def test_the_list_of_co_ops_names_its_feed(client: Client) -> None:
    head = client.get("/es/co-ops/").content.decode().partition("</head>")[0]
    assert re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]*href="/es/data/new.atom"', head)
