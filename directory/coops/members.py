"""Who works in a co-op in which role. Asking somebody in is a signed link to their own e-mail or phone: who asks never
learns whether there is an account, and nobody gets a role without saying yes.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.coops.models import Cooperative, Membership, Role
from directory.coops.rights import Capability, capabilities_of
from directory.people.models import User
from ground import audit
from ground.audit import AuditEvent
from ground.messages import Address, post_template

_SALT = "invitation to a co-op"
GOOD_FOR = datetime.timedelta(days=7)
MOST_A_DAY = 20
_INVITED, _TAKEN = "coop.invited", "coop.role taken"


class LastSteward(Exception):
    """A co-op keeps at least one steward. The text is for the person; nothing has changed."""

    def __init__(self) -> None:
        super().__init__(_("This is the last steward. Make somebody else a steward first."))


class TooManyInvitations(Exception):
    """More than 20 in a day from one co-op. The text is for the person."""

    def __init__(self) -> None:
        super().__init__(_("That is enough for one day. Please go on tomorrow, or call us."))


@dataclass(frozen=True)
class Invitation:
    """`to` is the e-mail or the phone (E.164) it went to."""

    coop: Cooperative
    role: Role
    to: str
    sent: datetime.datetime

    def is_for(self, user: User) -> bool:
        """The address has to be the person's own, and proven."""
        by_email = user.email_verified and (user.email or "").lower() == self.to
        return bool(self.to) and (by_email or (user.phone_verified and user.phone == self.to))


@transaction.atomic
def invite(*, coop: Cooperative, by: User, role: Role, email: str = "", phone: str = "") -> None:
    """A message with a link that is good for seven days goes to the address, known or not. Raises TooManyInvitations."""
    since = timezone.now() - datetime.timedelta(days=1)
    if audit.history(coop).filter(action=_INVITED, at__gte=since).count() >= MOST_A_DAY:
        raise TooManyInvitations
    to = email.lower() or phone
    letter = {"coop": coop.public_id, "role": role.value, "to": to, "by": by.pk, "sent": timezone.now().isoformat()}
    url = settings.SITE_URL + reverse("coop_invited", args=[signing.dumps(letter, salt=_SALT)])
    post_template(
        to=Address(email=email.lower(), phone=phone),
        template="coop_invitation",
        context={"coop": coop, "role": role.label, "url": url},
        language=by.language,
    )
    audit.record(actor=by, action=_INVITED, subject=coop, role=role.value)


def read_invitation(token: str) -> Invitation | None:
    """None for a link that was altered, is older than seven days, or whose sender may not ask people in any more."""
    try:
        letter = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    coop = Cooperative.objects.filter(public_id=letter["coop"]).first()
    sender = User.objects.filter(pk=letter["by"], is_active=True).first()
    if coop is None or sender is None or Capability.MANAGE_PEOPLE not in capabilities_of(sender, coop):
        return None
    sent = datetime.datetime.fromisoformat(letter["sent"])
    return Invitation(coop=coop, role=Role(letter["role"]), to=letter["to"], sent=sent)


@transaction.atomic
def accept(*, invitation: Invitation, user: User) -> Membership | None:
    """The role is theirs. None where it is not theirs to take, or was taken from them after the link was sent."""
    taken = audit.history(invitation.coop).filter(action=_TAKEN, details__user=user.pk, at__gte=invitation.sent)
    if not invitation.is_for(user) or taken.exists():
        return None
    return give_role(coop=invitation.coop, user=user, role=invitation.role, by=user)


@transaction.atomic
def give_role(*, coop: Cooperative, user: User, role: Role, by: User | None) -> Membership:
    membership, created = Membership.objects.get_or_create(cooperative=coop, user=user, role=role)
    if created:
        audit.record(actor=by, action="coop.role given", subject=coop, user=user.pk, role=role.value)
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User) -> None:
    """Raises LastSteward."""
    if membership.role == role:
        return
    remove(membership=membership, by=by)
    give_role(coop=membership.cooperative, user=membership.user, role=role, by=by)


@transaction.atomic
def remove(*, membership: Membership, by: User) -> None:
    """Raises LastSteward."""
    coop = Cooperative.objects.select_for_update().get(pk=membership.cooperative_id)
    if membership.role == Role.STEWARD:
        stewards = Membership.objects.filter(cooperative=coop, role=Role.STEWARD, user__is_active=True)
        if not stewards.exclude(user=membership.user_id).exists():
            raise LastSteward
    user = membership.user_id
    membership.delete()
    audit.record(actor=by, action=_TAKEN, subject=coop, user=user, role=membership.role)


def members_of(coop: Cooperative) -> list[Membership]:
    """Stewards first, then by name."""
    found = Membership.objects.filter(cooperative=coop).select_related("user", "cooperative")
    return sorted(found, key=lambda one: (list(Role).index(Role(one.role)), str(one.user).lower()))


def history_of(coop: Cooperative) -> "list[AuditEvent]":
    """The last things done to a co-op, newest first."""
    return list(audit.history(coop)[:20])
