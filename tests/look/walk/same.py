"""Which actors see the very same page: it is shown once, with all of their names."""

import re
from collections.abc import Callable
from hashlib import sha256

from django.http import HttpResponse

from tests.access import ACTORS, Row

# A page differs between two people by more than its words only in these.
_SECRETS = re.compile(r'name="(?:csrfmiddlewaretoken|key)" value="[^"]*"|<header>.*?</header>', re.DOTALL)


# The people of the walk have just signed in, so some pages open that send others to sign in again.
_MAY_BE_PAGE = (200, 302)


def groups(row: Row, ask: Callable[[str], HttpResponse]) -> list[tuple[str, ...]]:
    """The actors who get a page, put together by what they get. Pages that say no are states (states_errors.py)."""
    found: dict[str, list[str]] = {}
    for actor in ACTORS:
        if row.answer(actor) in _MAY_BE_PAGE:
            answer = ask(actor)
            if is_page(answer):
                found.setdefault(digest(answer), []).append(actor)
    return [tuple(actors) for actors in found.values()]


def is_page(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html")


def digest(answer: HttpResponse) -> str:
    """Without the masthead, which greets by name: each role's own stands on the page of its account."""
    return sha256(_SECRETS.sub("", answer.content.decode()).encode()).hexdigest()
