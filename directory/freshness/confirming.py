"""That all is still right: by a steward's own link, at the desk, or by the coordinator who has called."""

import datetime
from dataclasses import dataclass

from django.core import signing
from django.db import transaction

from directory.coops.models import Cooperative, Membership, Role, State, Verified
from directory.coops.services import is_lapsed, move_state, verify
from directory.people.models import User

OWN_PEOPLE = "its own people"
GOOD_FOR = datetime.timedelta(days=90)
_SALT = "all is still right"
_LONGEST = 400


@dataclass(frozen=True)
class Asked:
    """Whose link it is, and for which entry."""

    coop: Cooperative
    steward: User


def make_token(coop: Cooperative, steward: User) -> str:
    """Short enough for a text message."""
    return signing.TimestampSigner(salt=_SALT).sign(f"{coop.public_id}.{steward.public_id}")


def read_token(token: str) -> Asked | None:
    """None for a link that was altered or is older than 90 days, whose reader is no steward any more, or whose entry cannot be
    confirmed (it waits, has closed, or the office has hidden it)."""
    if len(token) > _LONGEST:
        return None
    try:
        coop, _dot, steward = signing.TimestampSigner(salt=_SALT).unsign(token, max_age=GOOD_FOR).partition(".")
    except signing.BadSignature:
        return None
    held = Membership.objects.filter(
        cooperative__public_id=coop, user__public_id=steward, user__is_active=True, role=Role.STEWARD
    )
    membership = held.select_related("cooperative", "user").first()
    if membership is None or not can_be_confirmed(membership.cooperative):
        return None
    return Asked(membership.cooperative, membership.user)


def can_be_confirmed(coop: Cooperative) -> bool:
    return coop.state == State.LISTED or is_lapsed(coop)


@transaction.atomic
def confirm(*, coop: Cooperative, by: User, how: Verified, as_name: str) -> None:
    """The entry is fresh from today. One that was hidden because nobody confirmed it is shown again."""
    coop = Cooperative.objects.select_for_update().get(pk=coop.pk)
    if is_lapsed(coop):
        coop = move_state(coop=coop, to=State.LISTED, by=by)
    verify(coop=coop, by=by, as_name=as_name, how=how)
