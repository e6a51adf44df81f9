"""Which column is what, as a person says it in the office: a choice, which makes a profile.

A choice is `list` (its name), `columns` (field to column; AS_SAID where the profile that it began from says more than one column),
`otherwise` (the kind of a row that does not say one), `country`, `published` (phones and e-mail addresses may be shown) and `base`.
"""

from dataclasses import replace
from typing import Any

from django.utils.text import slugify

from directory.coops.models import Kind
from directory.lists.models import SavedProfile
from directory.lists.profiles import CONTACT_FIELDS, FIELDS, Feed, Kinds, Profile, load_profile
from directory.lists.proposing import ID_FROM, PROPOSED, profile_for
from directory.lists.records import LONGEST_LIST_NAME
from directory.lists.tables import NotATable, Table

Choice = dict[str, Any]
AS_SAID = "="
CHOOSABLE = ("name", "id", "kind", *FIELDS[1:])
SAVED = "saved:"


def propose_choice(table: Table, *, file_name: str, wanted: str = "") -> Choice:
    """`wanted` is a profile's name, one that was saved here (`saved:…`), or "" to find out. Raises NotATable and BadProfile."""
    if wanted.startswith(SAVED):
        return _saved(wanted.removeprefix(SAVED))
    named = slugify(file_name.rsplit(".", 1)[0])[:LONGEST_LIST_NAME] or "list"
    profile = load_profile(wanted) if wanted else profile_for(table, otherwise=named)
    base = "" if profile.name == PROPOSED else profile.name
    there = set(table.columns)
    return {
        "base": base,
        "list": profile.list_name or base,
        "columns": {
            name: feed.columns[0] if len(feed.columns) == 1 else AS_SAID
            for name, feed in profile.feeds.items()
            if name in CHOOSABLE and there & set(feed.columns)
        },
        "otherwise": profile.kinds.otherwise or profile.always.get("kind", ""),
        "country": profile.always.get("country", ""),
        "published": False,
    }


def profile_of_choice(choice: Choice) -> Profile:
    """Raises BadProfile where the profile that it began from is gone."""
    base = load_profile(choice["base"]) if choice["base"] else Profile(PROPOSED, kinds=Kinds())
    feeds = {
        name: base.feeds[name] if column == AS_SAID else Feed((column,))
        for name, column in choice["columns"].items()
        if column and (choice["published"] or name not in CONTACT_FIELDS)
    }
    if "list" in base.feeds:
        feeds["list"] = base.feeds["list"]
    return replace(
        base,
        list_name=choice["list"],
        feeds=feeds,
        id_from=base.id_from or (() if "id" in feeds else ID_FROM),
        kinds=replace(base.kinds, otherwise=choice["otherwise"] or Kind.COLLECTIVE),
        always=dict(base.always) | ({"country": choice["country"]} if choice["country"] else {}),
    )


def _saved(name: str) -> Choice:
    found = SavedProfile.objects.filter(name=name).first()
    if found is None:
        raise NotATable(f"No profile called {name} is saved.")
    return dict(found.choice)
