"""Much typing is not lost by a wrong press: such forms warn before their page is left, and the longest are put back after a reload."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.conf import settings

from directory.chapters import forms as chapters
from tests.config.forms import FORMS, KINDS, asked

pytestmark = pytest.mark.django_db

TYPED = {"text", "email", "tel", "url", "time", "date"}
FEW = 2
# The template in which a form stands, and whether what is typed is kept for a reload.
PAGES = {
    "marketplace.desk.listing_form.ListingForm": ("desk/listing.html", True),
    "marketplace.desk.profile.ProfileForm": ("desk/profile.html", True),
    "marketplace.desk.profile.HoursForm": ("desk/hours.html", False),
    "marketplace.fulfilment.forms.PlaceForm": ("desk/place.html", False),
    "marketplace.fulfilment.forms.WindowForm": ("desk/window.html", False),
    "directory.lists.forms.ColumnsForm": ("lists/columns.html", False),
    "directory.chapters.forms.ProposalForm": ("chapters/start.html", True),
    "directory.chapters.forms.PageForm": ("chapters/page.html", False),
    "directory.chapters.forms.DecisionForm": ("chapters/office_proposal.html", False),
    "directory.chapters.forms.LetterForm": ("chapters/organise.html", False),
}
# Passwords are typed from a note beside one; the checkout is sent within a minute, and the server keeps it.
BRIEF = {"marketplace.shop.forms.CheckoutForm"}


def _name(form: type[forms.BaseForm]) -> str:
    return f"{form.__module__}.{form.__name__}"


def _template(name: str) -> str:
    """With the frame it stands in."""
    html = (settings.BASE_DIR / "templates" / name).read_text(encoding="utf-8")
    frame = re.match(r'{% extends "((?:desk|office)/frame.html)" %}', html)
    return html + _template(frame[1]) if frame else html


def _is_typed(field: str, kinds: dict[str, str]) -> bool:
    wanted = next(KINDS[kind] for name, kind in kinds.items() if re.fullmatch(name, field))
    return wanted.get("tag") == "textarea" or wanted.get("type") in TYPED


@pytest.fixture(autouse=True)
def _asked(rf: Any) -> Iterator[None]:
    with asked(rf):
        yield


@pytest.mark.parametrize("form", FORMS, ids=_name)
def test_a_form_into_which_one_types_much_warns_before_it_is_left(form: type[forms.BaseForm]) -> None:
    make, kinds = FORMS[form]
    typed = [bound.name for bound in make() if _is_typed(bound.name, kinds)]
    assert len(typed) <= FEW or _name(form) in PAGES or _name(form) in BRIEF, typed


@pytest.mark.parametrize("form", [form for form in FORMS if _name(form) in PAGES], ids=_name)
def test_its_page_has_the_warning_and_what_does_it(form: type[forms.BaseForm]) -> None:
    name, is_kept = PAGES[_name(form)]
    html = _template(name)
    assert re.search(r"unsaved=True|<form [^>]*data-unsaved", html)
    assert "js/unsaved.js" in html
    assert bool(re.search(r'draft="', html)) == ("js/drafts.js" in html) == is_kept


def test_who_a_supporter_is_is_kept_in_no_tab() -> None:
    html = str(chapters.ProposalForm())
    left_out = re.findall(r'name="(\w+)"[^>]* data-draft-off', html)
    assert left_out == ["name", "email"]
    for page in ("chapter.html", "confirm.html"):
        assert "draft=" not in (settings.BASE_DIR / "templates/chapters" / page).read_text(encoding="utf-8")
