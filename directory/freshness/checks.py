"""What is looked at by itself. A package above registers a check of its own when it starts; freshness knows none of them."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction

from directory.freshness.models import Finding


class Trouble(NamedTuple):
    """Since which day, and a short key for the words that the check has for it."""

    since: datetime.date
    why: str = ""


@dataclass(frozen=True)
class Check:
    """`label` names it in a filter, `says` puts one finding into a sentence for the office; both in the active language.

    `find`: the entries that are in trouble now, by primary key, in few queries however many there are. None where the check writes
    its findings by itself.
    """

    name: str
    label: Callable[[], str]
    says: Callable[[Finding], str]
    find: Callable[[], Mapping[int, Trouble]] | None = None


_checks: dict[str, Check] = {}


def register(check: Check) -> None:
    """Called from `AppConfig.ready`. A second one of the same name takes the place of the first."""
    _checks[check.name] = check


def registered() -> list[Check]:
    return [_checks[name] for name in sorted(_checks)]


def words(finding: Finding) -> str:
    """ "" where the package that found it is not installed any more."""
    check = _checks.get(finding.check_name)
    return check.says(finding) if check else ""


def look_at_all() -> None:
    for check in registered():
        if check.find is not None:
            _keep(check.name, check.find())


@transaction.atomic
def _keep(name: str, found: Mapping[int, Trouble]) -> None:
    known = {finding.cooperative_id: finding for finding in Finding.objects.filter(check_name=name)}
    Finding.objects.filter(check_name=name).exclude(cooperative__in=found).delete()
    changed = [
        finding
        for pk, finding in known.items()
        if pk in found and (finding.since, finding.why) != (found[pk].since, found[pk].why)
    ]
    for finding in changed:
        finding.since, finding.why = found[finding.cooperative_id]
    Finding.objects.bulk_update(changed, ["since", "why"], batch_size=500)
    Finding.objects.bulk_create(
        Finding(cooperative_id=pk, check_name=name, since=trouble.since, why=trouble.why, is_trouble=True)
        for pk, trouble in found.items()
        if pk not in known
    )
