"""Taking over an entry that has no steward: by a code to what the entry itself publishes, or by the coordinator's word."""

import datetime
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from directory.claims.models import Claim, ClaimState, Way
from directory.coops.members import give_role
from directory.coops.models import Cooperative, Membership, Role, listed
from directory.people.fields import check_reachable
from directory.people.models import User
from directory.people.phones import parse_phone
from ground import audit
from ground.messages import Address, post_template

if TYPE_CHECKING:
    from django.db.models import QuerySet

GOOD_FOR = datetime.timedelta(hours=1)
MOST_TRIES = 3
MOST_CODES_TO_AN_ENTRY, MOST_CODES_OF_A_PERSON = 3, 5  # a day: nobody's phone is a toy
ANSWER_WITHIN = 3  # working days
_DAY = datetime.timedelta(days=1)


class NotNow(Exception):
    """Why it cannot be done. The text is for the person; nothing has changed."""


def claimable() -> "QuerySet[Cooperative]":
    """Shown to all, and without anybody who looks after it. What is invented for the demonstration is nobody's."""
    looked_after = Membership.objects.filter(role=Role.STEWARD, user__is_active=True).values("cooperative")
    return listed(is_demo=False).exclude(pk__in=looked_after)


def ways_to_reach(coop: Cooperative) -> dict[Way, Address]:
    """What the entry publishes and a code can go to."""
    found: dict[Way, Address] = {}
    for way, text, read in ((Way.EMAIL, coop.email, _email), (Way.PHONE, coop.phone, _phone)):
        address = read(text) if text else None
        if address:
            found[way] = address
    return found


def _or_none(read: Callable[[str], Address]) -> Callable[[str], Address | None]:
    def safely(text: str) -> Address | None:
        try:
            return read(text)
        except (ValidationError, ValueError):
            return None

    return safely


@_or_none
def _email(text: str) -> Address:
    check_reachable(text.lower())
    return Address(email=text.lower())


@_or_none
def _phone(text: str) -> Address:
    """At home alone: a text to a number far away may cost what it likes."""
    phone = parse_phone(text)
    if not phone.startswith("+1"):
        raise ValueError(phone)
    return Address(phone=phone)


@transaction.atomic
def send_code(*, coop: Cooperative, user: User, way: Way, language: str) -> Claim:
    """Six figures, good for an hour and three tries. Raises NotNow."""
    coop = Cooperative.objects.select_for_update().get(pk=coop.pk)
    address = ways_to_reach(coop).get(way)
    if address is None or not claimable().filter(pk=coop.pk).exists():
        raise NotNow(_("That does not work here. Please ask the network office."))
    sent = Claim.objects.filter(made__gte=timezone.now() - _DAY).exclude(way=Way.OFFICE)
    if (
        sent.filter(cooperative=coop).count() >= MOST_CODES_TO_AN_ENTRY
        or sent.filter(user=user).count() >= MOST_CODES_OF_A_PERSON
    ):
        raise NotNow(_("That is enough for one day. Please go on tomorrow, or call us."))
    Claim.objects.filter(cooperative=coop, user=user, state=ClaimState.CODE_SENT).update(state=ClaimState.SPENT)
    claim = Claim(cooperative=coop, user=user, way=way, state=ClaimState.CODE_SENT, made=timezone.now())
    code = f"{secrets.randbelow(1_000_000):06}"
    claim.code = _hashed(claim, code)
    claim.save()
    context = {"coop": coop, "code": code, "phone": settings.NETWORK_PHONE}
    post_template(to=address, template="claim_code", context=context, language=language)
    audit.record(actor=user, action="coop.claim begun", subject=coop, way=way.value)
    return claim


def _hashed(claim: Claim, code: str) -> str:
    return salted_hmac(f"claim {claim.public_id}", code, algorithm="sha256").hexdigest()


def open_code(coop: Cooperative, user: User) -> Claim | None:
    """The claim whose code is still good."""
    since = timezone.now() - GOOD_FOR
    return Claim.objects.filter(cooperative=coop, user=user, state=ClaimState.CODE_SENT, made__gt=since).last()


def waiting(coop: Cooperative, user: User) -> Claim | None:
    return Claim.objects.filter(cooperative=coop, user=user, state=ClaimState.ASKED).first()


@transaction.atomic
def enter_code(*, coop: Cooperative, user: User, code: str) -> bool:
    """Right: the person is the entry's steward. Wrong: one of three tries is gone, also where the page is asked many times at once."""
    coop = Cooperative.objects.select_for_update().get(pk=coop.pk)
    claim = open_code(coop, user)
    if claim is None or not claimable().filter(pk=coop.pk).exists():
        return False
    typed = "".join(filter(str.isdigit, code))
    if constant_time_compare(claim.code, _hashed(claim, typed)):
        _grant(claim, by=user)
        return True
    claim.tries += 1
    if claim.tries >= MOST_TRIES:
        claim.state = ClaimState.SPENT
    claim.save(update_fields=["tries", "state"])
    return False


@transaction.atomic
def ask_office(*, coop: Cooperative, user: User, note: str) -> Claim:
    """The coordinator decides. Asking twice is asking once."""
    if not claimable().filter(pk=coop.pk).exists():
        raise NotNow(_("That does not work here. Please ask the network office."))
    wanted = {"way": Way.OFFICE, "note": note, "made": timezone.now()}
    claim, is_new = Claim.objects.get_or_create(cooperative=coop, user=user, state=ClaimState.ASKED, defaults=wanted)
    if is_new:
        audit.record(actor=user, action="coop.claim begun", subject=coop, way=Way.OFFICE.value)
    return claim


@transaction.atomic
def decide(*, claim: Claim, by: User, accept: bool, reason: str = "") -> Claim:
    """The coordinator's word, told to the person. Raises NotNow where somebody decided before, or the entry has a steward by now."""
    claim = Claim.objects.select_for_update().select_related("cooperative", "user").get(pk=claim.pk)
    if claim.state != ClaimState.ASKED:
        raise NotNow(_("Somebody did it already."))
    if accept:
        if not claimable().filter(pk=claim.cooperative_id).exists():
            raise NotNow(_("It has a steward by now, or is not shown any more."))
        claim.reason = reason
        _grant(claim, by=by)
    else:
        claim.state, claim.reason, claim.decided, claim.decided_by = ClaimState.DECLINED, reason, timezone.now(), by
        claim.save()
        audit.record(actor=by, action="coop.claim declined", subject=claim.cooperative, reason=reason)
    _tell(claim, is_granted=accept)
    return claim


def _grant(claim: Claim, *, by: User) -> None:
    claim.state, claim.decided, claim.decided_by, claim.code = ClaimState.GRANTED, timezone.now(), by, ""
    claim.save()
    audit.record(actor=by, action="coop.claimed", subject=claim.cooperative, way=claim.way)
    give_role(coop=claim.cooperative, user=claim.user, role=Role.STEWARD, by=by)


def _tell(claim: Claim, *, is_granted: bool) -> None:
    with override(claim.user.language):
        page = settings.SITE_URL + (reverse("account") if is_granted else claim.cooperative.get_absolute_url())
    context = {"coop": claim.cooperative, "is_granted": is_granted, "reason": claim.reason, "url": page}
    post_template(
        to=Address(email=claim.user.email or "", phone=claim.user.phone or ""),
        template="claim_answered",
        context=context | {"phone": settings.NETWORK_PHONE},
        language=claim.user.language,
        key=f"claim_answered:{claim.public_id}",
    )
