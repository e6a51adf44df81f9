"""The tree of pages of a new site, in both languages: home, stories, the Plan, institutions, events."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from cms.events.models import EventsPage
from cms.home.models import HomePage
from cms.institutions.models import InstitutionsPage
from cms.plan.models import PlanPage
from cms.rights import ensure_rights
from cms.stories.models import StoriesPage

Words = Mapping[str, str]


@dataclass(frozen=True)
class _First:
    """A page of the tree and its first words by language: title, poster, lead."""

    model: type[Any]
    slug: str
    en: Words
    es: Words


# Written out here and not through gettext: these become an editor's texts, and both languages are needed at once.
HOME = _First(
    HomePage,
    "home",
    {
        "title": "Buy from Jackson’s co-ops",
        "poster": "Grown here.|Made here.|Paid here.",
        "lead": "Food and work from the co-ops of Jackson. Fill one basket, pick it up in one place.",
    },
    {
        "title": "Compre a las cooperativas de Jackson",
        "poster": "Crece aquí.|Se hace aquí.|Se queda aquí.",
        "lead": "Comida y trabajo de las cooperativas de Jackson. Llene una sola canasta y recójala en un solo lugar.",
    },
)
TREE = (
    _First(
        StoriesPage,
        "stories",
        {
            "title": "Stories",
            "poster": "Told by us",
            "lead": "Who started it, who owns it, what it cost, what went wrong.",
        },
        {
            "title": "Historias",
            "poster": "Lo contamos|nosotros",
            "lead": "Quién lo empezó, de quién es, cuánto costó y qué salió mal.",
        },
    ),
    _First(
        PlanPage,
        "plan",
        {
            "title": "The Jackson-Kush Plan",
            "poster": "The Jackson-|Kush Plan",
            "lead": "People’s assemblies, a party of their own, and an economy that people share: Cooperation Jackson grew out of it. "
            "By date, each line with its source.",
        },
        {
            "title": "El Plan Jackson-Kush",
            "poster": "El Plan|Jackson-Kush",
            "lead": "Asambleas del pueblo, un partido propio y una economía compartida: de ahí nació Cooperation Jackson. "
            "Por fecha, cada línea con su fuente.",
        },
    ),
    _First(
        InstitutionsPage,
        "institutions",
        {
            "title": "Institutions",
            "poster": "Built to last",
            "lead": "What the co-ops hold together: a place to start, to learn, to save and to decide.",
        },
        {
            "title": "Instituciones",
            "poster": "Hechas para durar",
            "lead": "Lo que las cooperativas sostienen juntas: dónde empezar, aprender, ahorrar y decidir.",
        },
    ),
    _First(
        EventsPage,
        "events",
        {
            "title": "Events",
            "poster": "Come by",
            "lead": "Pickups, classes, meetings and reading nights, here and where Friends meet.",
        },
        {
            "title": "Eventos",
            "poster": "Venga a vernos",
            "lead": "Entregas, clases, reuniones y noches de lectura, aquí y donde se reúnen los grupos de Amigos.",
        },
    ),
)


@transaction.atomic
def ensure_site() -> HomePage:
    """Make what is missing and leave the rest as it is: an editor's words are never written over. Returns the English home."""
    english = Locale.objects.get_or_create(language_code="en")[0]
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    home: HomePage = _ensure(HOME, Page.get_first_root_node(), english, spanish)
    _ensure_address(home)
    for first in TREE:
        _ensure(first, home, english, spanish)
    # From here on a new English page stands in the Spanish tree at once, in its own words, until it is translated.
    LocaleSynchronization.objects.get_or_create(locale=spanish, defaults={"sync_from": english})
    ensure_rights()
    return home


def _ensure(first: _First, parent: Page, english: Locale, spanish: Locale) -> Any:
    page = first.model.objects.filter(locale=english).first()
    if page is None:
        page = parent.add_child(instance=first.model(slug=_free(parent, first.slug), locale=english, **first.en))
        page.save_revision().publish()
    translated = first.model.objects.filter(translation_key=page.translation_key, locale=spanish).first()
    if translated is None:
        translated = page.copy_for_translation(spanish)
        for name, text in first.es.items():
            setattr(translated, name, text)
        translated.slug = first.slug if first is not HOME else "home-es"
        translated.save_revision().publish()
    return page


def _free(parent: Page, slug: str) -> str:
    """Wagtail's own first page, "Welcome to your new Wagtail site!", makes room."""
    parent.get_children().filter(slug=slug, content_type__model="page").delete()
    parent.refresh_from_db()
    return slug


def _ensure_address(home: HomePage) -> None:
    parts = urlsplit(settings.SITE_URL)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    values = {
        "root_page": home,
        "hostname": parts.hostname or "localhost",
        "port": port,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or site.root_page_id != home.pk:
        Site.objects.update_or_create(is_default_site=True, defaults=values)
