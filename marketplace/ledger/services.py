"""The one door through which something is written into the ledger."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from ground.prepared import Prepared, PreparedInsert
from marketplace.ledger.accounts import AccountRef, Line
from marketplace.ledger.models import Account, Entry, Posting

_NAMES = uuid.UUID("5c6f6f70-6572-4174-696f-6e206c656467")


class LedgerRefused(ValueError):
    """The lines are not an entry: empty, unbalanced, with a zero, or in two currencies."""


class EntryConflict(LedgerRefused):
    """This id was used before for something else."""


def entry_id(*parts: str) -> uuid.UUID:
    """The same id for the same parts: `entry_id("paid", purchase.public_id)` makes a retry harmless."""
    return uuid.uuid5(_NAMES, json.dumps(parts))


def body_hash(*, kind: str, reference: str, memo: str, lines: Sequence[Line]) -> str:
    """A fingerprint of what an entry says. The time is no part of it: a retry comes later than the first try."""
    body = [kind, reference, memo, sorted([ref.code, ref.owner, ref.currency, amount] for ref, amount in lines)]
    return hashlib.sha256(json.dumps(body, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True)
class Draft:
    """An entry that is not written yet; `lines` in minor units, debit above zero, credit below."""

    entry_id: uuid.UUID
    kind: str
    reference: str
    lines: Sequence[Line]
    occurred_at: datetime | None = None
    memo: str = ""

    @property
    def body_hash(self) -> str:
        return body_hash(kind=self.kind, reference=self.reference, memo=self.memo, lines=self.lines)


def post(
    *,
    entry_id: uuid.UUID,
    kind: str,
    reference: str,
    lines: Sequence[Line],
    occurred_at: datetime | None = None,
    memo: str = "",
) -> Entry:
    """Write an entry of balanced lines (minor units, debit above zero, credit below) and return it.

    The same id with the same body returns the entry that stands already. Raises EntryConflict for the same id with
    another body, LedgerRefused for lines that are not an entry; nothing is written then.
    """
    draft = Draft(entry_id, kind, reference, lines, occurred_at, memo)
    _refuse_what_is_no_entry(lines)
    standing = Entry.objects.filter(pk=entry_id).first()
    if standing:
        return _same(standing, draft.body_hash)
    try:
        with transaction.atomic():
            return _write([draft])[0]
    except IntegrityError:
        standing = Entry.objects.filter(pk=entry_id).first()
        if standing is None:
            raise
        return _same(standing, draft.body_hash)  # somebody else wrote it in the same moment


def post_new(drafts: Sequence[Draft]) -> None:
    """Write entries about something that the caller's transaction has only just made or holds the lock of: they
    cannot stand already, so nobody looks. Raises LedgerRefused as `post` does, and IntegrityError where one did stand.
    """
    for draft in drafts:
        _refuse_what_is_no_entry(draft.lines)
    with transaction.atomic(savepoint=False):
        _write(drafts)


def _write(drafts: Sequence[Draft]) -> list[Entry]:
    """Postings first: the database lets an entry in only when those that name it sum to zero."""
    accounts = open_accounts({ref for draft in drafts for ref, _amount in draft.lines})
    _new_postings(
        Posting(entry_id=draft.entry_id, account_id=accounts[ref], amount_minor=amount)
        for draft in drafts
        for ref, amount in draft.lines
    )
    entries = [
        Entry(
            pk=draft.entry_id,
            body_hash=draft.body_hash,
            kind=draft.kind,
            reference=draft.reference,
            memo=draft.memo,
            occurred_at=draft.occurred_at or timezone.now(),
        )
        for draft in drafts
    ]
    _new_entries(entries)
    return entries


_new_postings, _new_entries = PreparedInsert(Posting), PreparedInsert(Entry)


def open_accounts(refs: set[AccountRef]) -> dict[AccountRef, int]:
    """The id of each ref's account, opened where there is none yet. One query when all are open, three otherwise."""
    found = _accounts(refs)
    if len(found) < len(refs):
        new = [
            Account(code=ref.code, owner=ref.owner, currency=ref.currency, kind=ref.kind)
            for ref in sorted(refs - found.keys())
        ]
        Account.objects.bulk_create(new, ignore_conflicts=True)
        found = _accounts(refs)
    return found


def _accounts(refs: set[AccountRef]) -> dict[AccountRef, int]:
    codes, owners, currencies = ({getattr(ref, part) for ref in refs} for part in ("code", "owner", "currency"))
    standing = _standing(tuple(codes), tuple(owners), tuple(currencies))
    found = {AccountRef(account.code, account.owner, account.currency): account.pk for account in standing}
    return {ref: pk for ref, pk in found.items() if ref in refs}


_standing = Prepared(
    lambda codes, owners, currencies: (
        Account.objects.filter(code__in=codes, owner__in=owners, currency__in=currencies)
        .only("code", "owner", "currency")
        .order_by()
    )
)


def _same(entry: Entry, digest: str) -> Entry:
    if entry.body_hash != digest:
        raise EntryConflict(f"entry {entry.pk} stands already and says something else")
    return entry


def _refuse_what_is_no_entry(lines: Sequence[Line]) -> None:
    if not lines:
        raise LedgerRefused("an entry needs lines")
    if any(amount == 0 for _ref, amount in lines):
        raise LedgerRefused("a line of zero says nothing")
    if len({ref.currency for ref, _amount in lines}) > 1:
        raise LedgerRefused("an entry has one currency")
    total = sum(amount for _ref, amount in lines)
    if total:
        raise LedgerRefused(f"the lines do not balance: {total} minor units are left over")
