"""What is known of how fresh an entry is: what its people were told, and what automatic checks found."""

from django.db import models

from directory.coops.models import Cooperative


class Step(models.TextChoices):
    """In the order in which they come. Each but the first changes the entry, and is told before."""

    ASK = "ask"
    MARK = "mark"
    FADE = "fade"
    HIDE = "hide"


class Notice(models.Model):
    """That a step was told, on which day, and to how many stewards (0: it stood on the coordinator's page alone).

    `since` is the day that the entry's age counted from: once it is confirmed, the old notices mean nothing any more. `done` is the
    day on which the step was taken.
    """

    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="notices")
    step = models.CharField(max_length=5, choices=Step.choices)
    since = models.DateField()
    told = models.DateField()
    people = models.PositiveSmallIntegerField(default=0)
    done = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["cooperative", "since", "step"], name="notice_step_once")]

    def __str__(self) -> str:
        return f"{self.step} {self.cooperative_id}"


class Finding(models.Model):
    """What a check found out about an entry. `since` is the day the trouble began, or None where all is well.

    `is_trouble`: certain enough to be shown in the office. `subject`, `asked` and `due` are for checks that ask each entry in its turn:
    what was asked (an address), when, and when again.
    """

    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="findings")
    check_name = models.CharField(max_length=20)
    subject = models.CharField(max_length=500, blank=True)
    why = models.CharField(max_length=40, blank=True)
    since = models.DateField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    is_trouble = models.BooleanField(default=False)
    asked = models.DateTimeField(null=True, blank=True)
    due = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["check_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["cooperative", "check_name"], name="finding_check_once")]
        indexes = [
            models.Index(fields=["check_name", "due"], name="finding_due"),
            models.Index(fields=["cooperative"], condition=models.Q(is_trouble=True), name="finding_trouble"),
        ]

    def __str__(self) -> str:
        return f"{self.check_name} {self.cooperative_id}"
