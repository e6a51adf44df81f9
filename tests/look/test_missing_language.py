"""What is not written in the page's language is shown in the other, and says so with `lang`."""

import re

import pytest
from bs4 import BeautifulSoup, NavigableString
from django.apps import apps
from django.db.models import Model
from django.test import Client

from ground.texts import Bilingual
from tests.access import COORDINATOR, STEWARD, STRANGER
from tests.access.world import World
from tests.look.walk.states_names import PAGES, Page

pytestmark = pytest.mark.django_db
MARK = "Zqx"
OTHER = {"en": "es", "es": "en"}
SEEN = [
    page for page in PAGES if page.actor in (STRANGER, STEWARD, COORDINATOR) and page.name not in ("basket", "checkout")
]


def _models() -> list[type[Model]]:
    return [model for model in apps.get_models() if issubclass(model, Bilingual)]


def _say_only(language: str) -> None:
    """Each text of the demonstration loses its other language, and bears a mark."""
    for model in _models():
        bases = [field.name[:-3] for field in model._meta.fields if field.name.endswith(f"_{language}")]
        for thing in model._default_manager.all():
            said = {base: getattr(thing, f"{base}_{language}") for base in bases}
            kept = {f"{base}_{language}": f"{MARK} {text}"[:80] for base, text in said.items() if text}
            gone = {f"{base}_{OTHER[language]}": "" for base in bases}
            model._default_manager.filter(pk=thing.pk).update(**kept, **gone, source_language=language)


def _language_of(text: NavigableString) -> str:
    return next(around["lang"] for around in text.parents if around.has_attr("lang"))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("page", SEEN, ids=lambda page: page.name)
def test_a_text_in_the_other_language_says_so(page: Page, language: str, world: World) -> None:
    address = page.address(world, OTHER[language])
    _say_only(language)
    client = Client()
    if page.actor != STRANGER:
        client.force_login(world.people[page.actor], backend="django.contrib.auth.backends.ModelBackend")
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    texts = [
        text for text in soup.body.find_all(string=re.compile(MARK)) if text.parent.name not in ("script", "option")
    ]
    assert "&lt;span" not in str(soup)
    assert 'label="<span' not in client.get(address).content.decode()
    assert [str(text.parent)[:200] for text in texts if _language_of(text) != language] == []
