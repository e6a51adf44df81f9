"""One entry that nobody has confirmed for long: its people are told, and when the day has come the step is taken."""

import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from directory import findable
from directory.coops.documents import KIND
from directory.coops.models import Cooperative, Membership, Role, State
from directory.coops.services import move_state
from directory.freshness import confirming
from directory.freshness.entries import looked_after
from directory.freshness.models import Notice, Step
from directory.freshness.periods import LEVELS, Move, Told, next_move
from directory.people.models import User
from ground import audit
from ground.messages import Address, post_template

MESSAGE_KEY = "still_right"
HIDDEN = "hidden"  # what is told after the last step


@transaction.atomic
def attend(pk: int, today: datetime.date | None = None) -> Move | None:
    """Make the next move of one entry, if one is due. Each is made once: a second call on the same day finds the next, or nothing."""
    today = today or timezone.localdate()
    coop = looked_after().select_for_update().filter(pk=pk, known_on__isnull=False).first()
    if coop is None or coop.known_on is None:
        return None
    notices = {Step(one.step): one for one in Notice.objects.filter(cooperative=coop, since=coop.known_on)}
    told = {step: Told(one.told, one.done is not None) for step, one in notices.items()}
    move = next_move(coop.known_on, today, told)
    if move and move.takes:
        _take(coop, notices[move.step], today)
    elif move:
        people = _tell(coop, move.step, move.on)
        Notice.objects.create(cooperative=coop, since=coop.known_on, step=move.step, told=today, people=people)
    return move


def _take(coop: Cooperative, notice: Notice, today: datetime.date) -> None:
    step = Step(notice.step)
    notice.done = today
    notice.save(update_fields=["done"])
    if step == Step.HIDE:
        move_state(coop=coop, to=State.HIDDEN, by=None)
    Cooperative.objects.filter(pk=coop.pk).update(freshness=max(coop.freshness, LEVELS[step]))
    audit.record(actor=None, action="coop.not confirmed", subject=coop, step=step.value)
    findable.changed(KIND, coop.pk)
    if step == Step.HIDE:
        _tell(coop, HIDDEN, today)


def _tell(coop: Cooperative, about: str, day: datetime.date) -> int:
    """To each steward in their own language, with a link of their own. Returns how many."""
    stewards = stewards_of(coop)
    for steward in stewards:
        with override(steward.language):
            url = settings.SITE_URL + reverse("still_right", args=[confirming.make_token(coop, steward)])
            page = settings.SITE_URL + coop.get_absolute_url()
        post_template(
            to=_address_of(steward),
            template="still_right",
            context={"coop": coop, "about": str(about), "day": day, "url": url, "page_url": page}
            | {"phone": settings.NETWORK_PHONE, "place": coop.places.first()},
            language=steward.language,
            key=f"{MESSAGE_KEY}:{coop.pk}:{coop.known_on}:{about}:{steward.pk}",
        )
    return len(stewards)


def _address_of(steward: User) -> Address:
    """The link confirms an entry, so it does not go to an e-mail address that was never proved, where there is a phone that was."""
    is_sure = steward.email_verified or not steward.phone_verified
    return Address(email=(steward.email or "") if is_sure else "", phone=steward.phone or "")


def stewards_of(coop: Cooperative) -> list[User]:
    held = Membership.objects.filter(cooperative=coop, role=Role.STEWARD, user__is_active=True)
    return [membership.user for membership in held.select_related("user").order_by("pk")]
