"""Who did what, for the things that must be answerable later. Rows are added, never changed."""

from typing import Any, NoReturn

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.utils import timezone


class AuditEvents(models.QuerySet["AuditEvent"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("The audit trail is not changed.")

    def delete(self) -> NoReturn:
        raise TypeError("The audit trail is not deleted.")


class AuditEvent(models.Model):
    """`subject` is a kind and an id such as `coop:41`: a word, not a foreign key, so that it outlives its subject."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    details = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    objects = AuditEvents.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-at"], name="audit_subject"),
            models.Index(fields=["-at"], name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind}:{self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The audit trail is not changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The audit trail is not deleted.")


def record(
    *, actor: AbstractBaseUser | AnonymousUser | None, action: str, subject: str | models.Model, **details: Any
) -> AuditEvent:
    """Add an event in the caller's transaction.

    `subject`: `"coop:41"`, or a saved model (its model name and primary key). `details`: small JSON values; no
    names, addresses or numbers of people, because the trail outlives their right to be forgotten.
    """
    if isinstance(subject, models.Model):
        kind, identity = str(subject._meta.model_name), str(subject.pk)
    else:
        kind, _, identity = subject.partition(":")
    known = actor if actor is not None and actor.is_authenticated else None
    return AuditEvent.objects.create(
        actor_id=known.pk if known else None, action=action, subject_kind=kind, subject_id=identity, details=details
    )


def history(subject: str | models.Model) -> models.QuerySet[AuditEvent]:
    """What happened to one subject, newest first."""
    if isinstance(subject, models.Model):
        subject = f"{subject._meta.model_name}:{subject.pk}"
    kind, _, identity = subject.partition(":")
    return (
        AuditEvent.objects.filter(subject_kind=kind, subject_id=identity).select_related("actor").order_by("-at", "-pk")
    )
