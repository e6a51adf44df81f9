"""What allauth and Django tell us by signal and in no other way. Imported when the app starts."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, email_removed
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from directory.people.models import User
from directory.people.recent import note_sign_in
from directory.people.services import tell_allauth

user_logged_in.connect(note_sign_in, dispatch_uid="people.note_sign_in")


@receiver(user_logged_in, dispatch_uid="people.note_signed_in")
def _note_signed_in(*, user: User, **_signal: Any) -> None:
    User.objects.filter(pk=user.pk, awaits_code=True).update(awaits_code=False)
    tell_allauth(user)


@receiver(email_confirmed, dispatch_uid="people.note_confirmed")
def _note_confirmed(*, email_address: EmailAddress, **_signal: Any) -> None:
    User.objects.filter(pk=email_address.user_id, email=email_address.email).update(email_verified=True)


@receiver(email_removed, dispatch_uid="people.note_removed")
def _note_removed(*, user: User, **_signal: Any) -> None:
    User.objects.filter(pk=user.pk, email=None).update(email_verified=False)
