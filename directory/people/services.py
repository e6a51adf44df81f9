"""What changes an account."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import ForeignObjectRel
from django.utils import timezone

from directory.people.kept import account_of, holdings
from directory.people.models import User
from ground import audit

UNUSED_FOR = timedelta(days=1)


class Hindered(Exception):
    """The account can't be deleted yet. Its arguments are the reasons, in words."""


def account_for(*, email: str = "", phone: str = "", language: str = "en") -> User | None:
    """The account of this e-mail or phone, made if there is none: so a known and an unknown address get the same answer.

    None for an account that was switched off. One that nobody signs in to is cleared away after a day.
    """
    reached = {"email": email.lower()} if email else {"phone": phone}
    user = User.objects.filter(**reached).first()
    if user is None:
        try:
            with transaction.atomic():
                user = User.objects.create_user(**reached, language=language, awaits_code=True)
        except IntegrityError:  # made by a second press of the button
            user = User.objects.get(**reached)
    if not user.is_active:
        return None
    tell_allauth(user)
    return user


def tell_allauth(user: User) -> None:
    """allauth keeps a row for each e-mail, which it marks once a code was typed; the account's own column is what we read."""
    if user.email:
        EmailAddress.objects.get_or_create(
            user=user, email=user.email, defaults={"primary": True, "verified": user.email_verified}
        )


def change_profile(*, user: User, name: str, language: str) -> None:
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])


def export(user: User) -> dict[str, Any]:
    """Everything kept about a person, as JSON values."""
    about = {
        "name": user.name,
        "email": user.email,
        "phone": user.phone,
        "language": user.language,
        "joined": user.joined.isoformat(),
        "last_sign_in": user.last_login.isoformat() if user.last_login else None,
        "has_password": user.has_usable_password(),
        "sign_in_methods": list(Authenticator.objects.filter(user=user).values_list("type", flat=True)),
        "network_roles": sorted(user.groups.values_list("name", flat=True)),
    }
    return {"account": about, **{holding.name: holding.export(user) for holding in holdings()}}


def delete_account(*, user: User) -> None:
    """Erase who it was. The row stays without name and address, because orders and decisions point to it.

    Raises Hindered.
    """
    with transaction.atomic():
        if reasons := account_of(user).hinders:
            raise Hindered(*reasons)
        for holding in holdings():
            holding.erase(user)
        EmailAddress.objects.filter(user=user).delete()
        Authenticator.objects.filter(user=user).delete()
        user.groups.clear()
        user.user_permissions.clear()
        user.name, user.email, user.phone = "", None, None
        user.email_verified = user.phone_verified = False
        user.is_active = user.is_staff = user.is_superuser = False
        user.set_unusable_password()
        user.save()
        audit.record(actor=None, action="account deleted", subject=f"user:{user.public_id}")


def clear_unused_accounts() -> int:
    """Delete accounts that a code was sent for, that nobody signed in to and that nothing points to; returns how many."""
    unused = User.objects.filter(awaits_code=True, last_login=None, joined__lt=timezone.now() - UNUSED_FOR)
    alone = [user.pk for user in unused.iterator() if not _is_pointed_to(user)]
    return User.objects.filter(pk__in=alone, last_login=None).delete()[1].get("people.User", 0)


def _is_pointed_to(user: User) -> bool:
    """Someone may have given it a role meanwhile. The hidden fields are those that have no name on the account's side."""
    relations = [
        field
        for field in user._meta.get_fields(include_hidden=True)
        if isinstance(field, ForeignObjectRel) and not field.many_to_many and field.related_model is not EmailAddress
    ]
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: user.pk}).exists() for relation in relations
    )
