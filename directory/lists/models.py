"""Editions of public lists: what each changed, so that it can be undone, and what of it waits for a person's word."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.coops.models import Cooperative, Source


class Edition(models.Model):
    """One file that was taken in as one step. `digest` is the SHA-256 of its bytes; `counts` the sum of its rows by outcome."""

    list = models.CharField(max_length=60, db_index=True)
    profile = models.CharField(max_length=60, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    applied = models.DateTimeField()
    undone = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk} · {self.list}"


class Step(models.TextChoices):
    NEW = "new", _("New")
    JOINED = "joined", _("Joined an entry")
    CHANGED = "changed", _("Changed")
    GONE = "gone", _("No longer in the list")
    BACK = "back", _("In the list again")


class Change(models.Model):
    """What an edition did to one entry: the fields that differ, before and after, under `coop`, `place` and `source`.

    Both keys may lead nowhere: what was deleted since is no longer there to be undone.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="changes")
    step = models.CharField(max_length=8, choices=Step.choices)
    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.DO_NOTHING, db_constraint=False, related_name="list_changes"
    )
    source = models.ForeignKey(Source, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.step} {self.cooperative_id}"


class Difference(models.Model):
    """A list says of a field otherwise than a person wrote. What was kept is remembered: the same value does not come again."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TAKEN = "taken", _("Taken over")
        KEPT = "kept", _("Ours kept")

    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="differences")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="differences")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="differences")
    field = models.CharField(max_length=20)
    ours = models.TextField(blank=True)
    theirs = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    made = models.DateTimeField()
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["cooperative", "field"], condition=models.Q(state="waiting"), name="difference_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cooperative_id} {self.field}"
