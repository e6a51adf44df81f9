"""The forms of the site: how each is made, of which kind its fields are, and what a kind tells the browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from allauth.core import context
from django import forms

import cms.choosers
import cms.forms
import cms.pages
from directory.chapters import forms as chapters
from directory.claims import forms as claims
from directory.claims.models import Way
from directory.coops.acting import Buyer
from directory.lists import forms as lists
from directory.lists.choosing import propose_choice
from directory.lists.records import read_list
from directory.people import dressed
from directory.people import forms as people
from marketplace.cart.quote import quote
from marketplace.desk import cancelling, listing_form, photo_form, prices, profile
from marketplace.desk import people as desk_people
from marketplace.fulfilment import forms as pickup
from marketplace.fulfilment.models import PickupPlace
from marketplace.office import coops as office
from marketplace.shop.forms import CheckoutForm
from tests.factories import CoopFactory, PlaceFactory, TopicFactory, UserFactory
from tests.marketplace.trade import Shopper, good, seller

OFF = {"autocomplete": "off"}
NAME = {"autocapitalize": "words", "spellcheck": "false"}
CODES = {"autocapitalize": "characters", "spellcheck": "false"}
REACH = {"type": "text", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
FIGURES = {"type": "text", "inputmode": "numeric"}

# The kinds, and what the browser is told of each. "own": about the person at the keyboard.
KINDS: dict[str, dict[str, str]] = {
    "own name": {"type": "text", "autocomplete": "name"},
    "chosen name": {"type": "text", "autocomplete": "nickname", **NAME},
    "name": {"type": "text", **OFF, **NAME},
    "name in English": {"type": "text", "lang": "en", **OFF, **NAME},
    "name in Spanish": {"type": "text", "lang": "es", **OFF, **NAME},
    "letters": {"type": "text", **OFF, **CODES},
    "line": {"type": "text", **OFF},
    "text": {"tag": "textarea"},
    "text in English": {"tag": "textarea", "lang": "en"},
    "text in Spanish": {"tag": "textarea", "lang": "es"},
    "own e-mail": {"type": "email", "autocomplete": "email"},
    "e-mail": {"type": "email", **OFF},
    "own phone": {"type": "tel", "autocomplete": "tel"},
    "phone": {"type": "tel", **OFF},
    "sign-in": {**REACH, "autocomplete": "username"},
    "own phone or e-mail": {**REACH, "autocomplete": "tel"},
    "phone or e-mail": {**REACH, **OFF},
    "own address": {"type": "text", "autocomplete": "street-address"},
    "amount": {"type": "text", "inputmode": "decimal", **OFF},
    "number": {**FIGURES, **OFF},
    "code": {**FIGURES, "autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"},
    "password": {"type": "password", "autocomplete": "current-password"},
    "new password": {"type": "password", "autocomplete": "new-password"},
    "web address": {"type": "url", **OFF},
    "day": {"type": "date", **OFF},
    "time": {"type": "time", **OFF},
    "photo": {"type": "file", "accept": "image/*"},
    "list of organisations": {"type": "file", "accept": ".csv,.tsv,.txt,.geojson,.json"},
    "list": {"tag": "select"},
    "one of": {"type": "radio"},
    "box": {"type": "checkbox"},
    "hidden": {"type": "hidden"},
}

_PASSKEY = SimpleNamespace(wrap=lambda: SimpleNamespace(name="Ruth's phone"))


def _profile() -> profile.ProfileForm:
    TopicFactory(parent=TopicFactory())
    return profile.ProfileForm(CoopFactory())


def _checkout() -> CheckoutForm:
    coop = seller()
    place = coop.window_rules.get().place
    place.comes_to_buyer = True
    place.save()
    shopper = Shopper().puts(good(coop))
    return CheckoutForm(quote(shopper.cart, Buyer()))


_TABLE = read_list(b"name,city\nBakery,Canton\n")
_PHOTO = {
    "photo": "photo",
    "alt": "line",
    "focal": "one of",
    "focal_exact": "hidden",
    "remove_photo": "box",
    "kept_photo": "hidden",
}
# Each form, how it is made, and of which kind its fields are; a name is a pattern.
FORMS: dict[type[forms.BaseForm], tuple[Callable[[], forms.BaseForm], dict[str, str]]] = {
    people.SignInForm: (people.SignInForm, {"login": "sign-in", "password": "password", "shared": "box"}),
    people.ProfileForm: (people.ProfileForm, {"name": "own name", "language": "list"}),
    people.DeleteForm: (people.DeleteForm, {"sure": "box"}),
    dressed.AddEmail: (dressed.AddEmail, {"email": "own e-mail"}),
    dressed.ChangePhone: (dressed.ChangePhone, {"phone": "own phone"}),
    dressed.ResetPassword: (dressed.ResetPassword, {"email": "own e-mail"}),
    dressed.ResetPasswordFromKey: (dressed.ResetPasswordFromKey, {"password[12]": "new password"}),
    dressed.SetPassword: (dressed.SetPassword, {"password[12]": "new password"}),
    dressed.ChangePassword: (dressed.ChangePassword, {"oldpassword": "password", "password[12]": "new password"}),
    dressed.Reauthenticate: (lambda: dressed.Reauthenticate(user=None), {"password": "password"}),
    dressed.ConfirmLoginCode: (dressed.ConfirmLoginCode, {"code": "code"}),
    dressed.ConfirmEmail: (dressed.ConfirmEmail, {"code": "code"}),
    dressed.VerifyPhone: (dressed.VerifyPhone, {"code": "code"}),
    dressed.SecondStep: (lambda: dressed.SecondStep(user=None), {"code": "code"}),
    dressed.SecondStepAgain: (lambda: dressed.SecondStepAgain(user=None), {"code": "code"}),
    dressed.ActivateApp: (lambda: dressed.ActivateApp(user=None), {"code": "code"}),
    dressed.AddPasskey: (
        lambda: dressed.AddPasskey(user=UserFactory()),
        {"name": "line", "credential": "hidden", "passwordless": "box"},
    ),
    dressed.EditPasskey: (lambda: dressed.EditPasskey(instance=_PASSKEY), {"name": "line"}),
    chapters.JoinForm: (chapters.JoinForm, {"name": "chosen name", "email": "own e-mail", "language": "list"}),
    chapters.ConfirmForm: (chapters.ConfirmForm, {"name": "chosen name"}),
    chapters.ProposalForm: (
        chapters.ProposalForm,
        {
            "chapter_name": "name",
            "place": "name",
            "reason": "text",
            "people": "number",
            "name": "chosen name",
            "email": "own e-mail",
            "language": "list",
        },
    ),
    chapters.LetterForm: (chapters.LetterForm, {"about": "line", "text": "text", "key": "hidden"}),
    chapters.PageForm: (
        chapters.PageForm,
        {"language": "list", "summary|meets|about": "text"},
    ),
    chapters.DecisionForm: (
        chapters.DecisionForm,
        {"city": "name", "region": "letters", "country": "letters", "reason": "text", "decision": "hidden"},
    ),
    lists.UploadForm: (lists.UploadForm, {"file": "list of organisations", "profile": "list"}),
    lists.ColumnsForm: (
        lambda: lists.ColumnsForm(_TABLE, propose_choice(_TABLE, file_name="ours.csv")),
        {"list|save_as": "line", "column_.*|otherwise": "list", "country": "letters", "published": "box"},
    ),
    claims.SendForm: (lambda: claims.SendForm(CoopFactory(), list(Way)[:2]), {"way": "one of"}),
    claims.CodeForm: (claims.CodeForm, {"code": "code"}),
    claims.AskForm: (claims.AskForm, {"note": "text"}),
    cancelling.ReasonForm: (cancelling.ReasonForm, {"reason": "one of", "words": "line"}),
    desk_people.InviteForm: (desk_people.InviteForm, {"reach": "phone or e-mail", "role": "one of"}),
    prices.DiscountForm: (prices.DiscountForm, {"percent": "amount"}),
    photo_form.PhotoForm: (photo_form.PhotoForm, _PHOTO),
    listing_form.ListingForm: (
        lambda: listing_form.ListingForm(CoopFactory(), None),
        {
            **_PHOTO,
            "(other_)?title": "line",
            "(other_)?summary": "line",
            "(other_)?allergens": "line",
            "(other_)?description": "text",
            "kind": "one of",
            "price": "amount",
            "unit": "list",
            "stock": "number",
            "tax_class": "one of",
            "shelf": "list",
            "drawing": "list",
            "changed": "hidden",
            "stock_seen": "hidden",
        },
    ),
    profile.ProfileForm: (
        _profile,
        {
            **_PHOTO,
            "name": "name",
            "kind": "list",
            "(summary|about|owned)_en": "text in English",
            "(summary|about|owned)_es": "text in Spanish",
            "email": "e-mail",
            "phone": "phone",
            "website": "web address",
            "founded": "number",
            "members": "number",
            "legal_form": "list",
            "(labour|languages|topics)": "box",
            "link_[a-z]+": "web address",
        },
    ),
    profile.HoursForm: (lambda: profile.HoursForm(PlaceFactory()), {r"(opens|closes)_\d_[01]": "time"}),
    pickup.PlaceForm: (
        lambda: pickup.PlaceForm(PickupPlace()),
        {
            "name_en": "name in English",
            "name_es": "name in Spanish",
            "street|city": "name",
            "postcode": "number",
            "door_en": "text in English",
            "door_es": "text in Spanish",
        },
    ),
    pickup.WindowForm: (
        lambda: pickup.WindowForm(PickupPlace.objects.all()),
        {"place|weekday|cutoff_days": "list", "starts|ends|cutoff_time": "time"},
    ),
    office.ReasonForm: (office.ReasonForm, {"reason": "line"}),
    office.StandingForm: (office.StandingForm, {"standing": "list", "decided_on": "day", "reason": "line"}),
    CheckoutForm: (
        _checkout,
        {
            "name": "own name",
            "reach": "own phone or e-mail",
            "language": "list",
            "pay": "one of",
            r"window_\d+": "one of",
            r"address_\d+": "own address",
            "key": "hidden",
            "total": "hidden",
        },
    ),
}
# Forms of Wagtail's admin, which draws them its own way: what of them is ours is no field.
WAGTAILS = {
    cms.choosers._NameForm,
    cms.choosers._ListingForm,
    cms.pages.ToldForm,
    cms.forms.StaffImageForm,
    cms.forms.StaffDocumentForm,
}


@contextmanager
def asked(rf: Any) -> Iterator[None]:
    """Inside of a request, which some forms of allauth look at."""
    request = rf.get("/")
    request.session = {}
    with context.request_context(request):
        yield
