"""Who says that an entry is theirs, and how it was shown to be true."""

from django.conf import settings
from django.db import models

from directory.coops.models import Cooperative
from ground.ids import public_id


class Way(models.TextChoices):
    EMAIL = "email"  # a code to what the entry publishes
    PHONE = "phone"
    OFFICE = "office"  # the coordinator's word


class ClaimState(models.TextChoices):
    CODE_SENT = "sent"
    ASKED = "asked"  # waits for the coordinator
    GRANTED = "granted"
    DECLINED = "declined"
    SPENT = "spent"  # too many wrong codes


class Claim(models.Model):
    """`code` is a keyed hash of what was sent; `note` is what the person told the office."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="claims")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    way = models.CharField(max_length=6, choices=Way.choices)
    state = models.CharField(max_length=8, choices=ClaimState.choices)
    code = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    made = models.DateTimeField()
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["made", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "user"], condition=models.Q(state="asked"), name="claim_asked_once"
            )
        ]
        indexes = [models.Index(fields=["made"], condition=models.Q(state="asked"), name="claim_asked")]

    def __str__(self) -> str:
        return f"{self.way} {self.cooperative_id}"
