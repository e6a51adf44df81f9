"""The chapters a person organises, on the page of their account. Imported when the app starts."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from directory.chapters.models import Organiser
from directory.people import kept
from directory.people.models import User
from directory.people.roles import NetworkRole, has_role
from ground import places


def chapters_panel(request: HttpRequest | None, arguments: dict[str, Any]) -> str:
    person: User = arguments["person"]
    organised = [own.chapter for own in Organiser.objects.filter(user=person).select_related("chapter")]
    decides = has_role(person, NetworkRole.COORDINATOR)
    if not organised and not decides:
        return ""
    return render_to_string("chapters/account_panel.html", {"chapters": organised, "decides": decides}, request)


def _export(user: User) -> list[dict[str, str]]:
    own = Organiser.objects.filter(user=user).select_related("chapter")
    return [{"chapter": row.chapter.name, "since": row.since.isoformat()} for row in own]


def _erase(user: User) -> None:
    Organiser.objects.filter(user=user).delete()


places.register("account_page", chapters_panel, order=30)
kept.register(
    kept.Holding(
        "chapters_organised",
        export=_export,
        erase=_erase,
        erased=_("That you organize a chapter"),
        stays=_("If you joined a chapter, you are not in this account at all: leave it by the link in its letters"),
    )
)
