"""Editions of public lists: what each changed, so that it can be undone, and what of it waits for a person's word."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.coops.models import Cooperative, Source
from ground.ids import public_id


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

    # Asked for in the office, while the worker is not done with it.
    undo_asked = models.DateTimeField(null=True, blank=True)

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


class Likeness(models.Model):
    """Two entries that may be one organisation, and what a person said of it.

    The keys outlive the entries: `list/dataset/record` of a row, or `co-op/public id`. So the same two rows are not asked about again
    when their edition was undone and comes back.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        MERGED = "merged", _("One organization")
        APART = "apart", _("Two organizations")

    edition = models.ForeignKey(Edition, null=True, on_delete=models.SET_NULL, related_name="likenesses")
    left = models.ForeignKey(Cooperative, null=True, on_delete=models.SET_NULL, related_name="+")
    right = models.ForeignKey(Cooperative, null=True, on_delete=models.SET_NULL, related_name="+")
    left_key = models.CharField(max_length=250)
    right_key = models.CharField(max_length=250)
    points = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    made = models.DateTimeField()
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-points", "pk"]
        constraints = [models.UniqueConstraint(fields=["left_key", "right_key"], name="likeness_once")]

    def __str__(self) -> str:
        return f"{self.left_key} ~ {self.right_key}"


class Merge(models.Model):
    """One entry became part of another. `moved` are the keys of what went over, `filled` the blanks of the other that it filled."""

    kept = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="+")
    absorbed = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="+")
    likeness = models.ForeignKey(Likeness, null=True, on_delete=models.SET_NULL, related_name="merges")
    slug = models.SlugField(max_length=80)
    state = models.CharField(max_length=10)
    moved = models.JSONField(default=dict)
    filled = models.JSONField(default=dict)
    made = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.absorbed_id} in {self.kept_id}"


class SavedProfile(models.Model):
    """Which column of a list is what, as a person said it in the office: see `directory.lists.choosing`."""

    name = models.CharField(max_length=60, unique=True)
    choice = models.JSONField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A file on its way in: read, looked at, and taken in by the worker. The file lies in the private folder and goes after a while."""

    class State(models.TextChoices):
        NEW = "new", _("Which column is what?")
        CHECKING = "checking", _("Being read")
        CHECKED = "checked", _("Read, and not taken in yet")
        APPLYING = "applying", _("Being taken in")
        APPLIED = "applied", _("Taken in")
        FAILED = "failed", _("Could not be read")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    path = models.CharField(max_length=200, blank=True)
    choice = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    runs = models.PositiveSmallIntegerField(default=0)
    rows_read = models.PositiveIntegerField(default=0)
    rows_all = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    sample = models.JSONField(default=list)
    error = models.TextField(blank=True)
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="uploads")
    made = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
