"""The ledger: accounts, entries and their postings. Rows are added by `services.post` and never changed.

The database itself refuses an UPDATE or DELETE of them, an entry that does not balance, and a posting added to an
entry that stands already (`guards`). Postings are therefore written first, and their entry after them.
"""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ground.ids import public_id
from marketplace.ledger.accounts import AccountKind, AccountRef


class Account(models.Model):
    """One account in one currency. `owner` is a co-op's public id or "", never a person."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    code = models.CharField(max_length=32)
    kind = models.CharField(max_length=10, choices=AccountKind.choices)
    owner = models.CharField(max_length=16, blank=True)
    currency = models.CharField(max_length=3)
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["code", "owner", "currency"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(fields=["code", "owner", "currency"], name="ledger_account_once"),
            models.CheckConstraint(name="ledger_account_kind", condition=models.Q(kind__in=AccountKind.values)),
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, [self.code, self.owner, self.currency]))

    @property
    def ref(self) -> AccountRef:
        return AccountRef(self.code, self.owner, self.currency)

    def natural(self, debit: int) -> int:
        """A sum of postings as people read it: what we hold and what we owe are both above zero."""
        return debit if AccountKind(self.kind).grows_with_debit else -debit


class Entry(models.Model):
    """Something that happened to money. The caller chooses `id`, so that a repeat is recognised.

    `kind` and `memo` are codes, `reference` the public id of a purchase or order; no text about a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    body_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=32)
    reference = models.CharField(max_length=40, blank=True)
    memo = models.CharField(max_length=64, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["occurred_at", "recorded_at", "id"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        indexes = [
            models.Index(fields=["reference"], name="ledger_entry_reference"),
            models.Index(fields=["occurred_at"], name="ledger_entry_occurred"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}".strip()


class Posting(models.Model):
    """An amount on one account in minor units of the account's currency: debit above zero, credit below."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings")
    amount_minor = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        constraints = [
            models.CheckConstraint(name="ledger_posting_not_zero", condition=~models.Q(amount_minor=0)),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.amount_minor}"
