"""What people call the fields of an entry."""

from django.utils.translation import gettext_lazy

FIELDS = {
    "name": gettext_lazy("Name"),
    "kind": gettext_lazy("Kind"),
    "street": gettext_lazy("Street"),
    "city": gettext_lazy("Town"),
    "region": gettext_lazy("State"),
    "postcode": gettext_lazy("ZIP code"),
    "country": gettext_lazy("Country"),
    "position": gettext_lazy("Latitude, longitude"),
    "website": gettext_lazy("Web address"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "summary_en": gettext_lazy("In short, in English"),
    "summary_es": gettext_lazy("In short, in Spanish"),
    "about_en": gettext_lazy("What it says of itself, in English"),
    "about_es": gettext_lazy("What it says of itself, in Spanish"),
}


def called(field: str) -> str:
    """Inside a sentence: `phone`, `ZIP code`."""
    term = str(FIELDS[field])
    return term if term[:2].isupper() else term[:1].lower() + term[1:]
