"""What must always be true of the ledger. `manage.py check_ledger` proves it, hourly and after a restore."""

from collections.abc import Iterator

from django.db.models import Count, Sum

from marketplace.ledger import guards
from marketplace.ledger.accounts import CHART
from marketplace.ledger.models import Account, Entry, Posting
from marketplace.ledger.services import body_hash


def check_invariants() -> list[str]:
    """A sentence for everything that is wrong; an empty list when all is well."""
    return [*_guards(), *_accounts(), *_postings(), *_entries()]


def _guards() -> Iterator[str]:
    for name in guards.missing():
        yield f"the database does not guard the ledger: trigger {name} is missing"


def _accounts() -> Iterator[str]:
    for account in Account.objects.all():
        if CHART.get(account.code) != account.kind:
            yield f"account {account} is not in the chart of accounts as {account.kind}"


def _postings() -> Iterator[str]:
    for entry_id in Posting.objects.filter(entry__kind__isnull=True).values_list("entry_id", flat=True).distinct():
        yield f"postings name entry {entry_id}, which does not exist"
    for currency, total in Posting.objects.values_list("account__currency").annotate(total=Sum("amount_minor")):
        if total:
            yield f"all postings in {currency} together come to {total} and not to zero"


def _entries() -> Iterator[str]:
    sums = Entry.objects.annotate(
        total=Sum("postings__amount_minor"), currencies=Count("postings__account__currency", distinct=True)
    )
    for uneven in sums.exclude(total=0, currencies=1):
        yield f"entry {uneven.pk} ({uneven}) comes to {uneven.total} in {uneven.currencies} currencies"
    for entry in Entry.objects.prefetch_related("postings__account").iterator(chunk_size=500):
        lines = [(posting.account.ref, posting.amount_minor) for posting in entry.postings.all()]
        if entry.body_hash != body_hash(kind=entry.kind, reference=entry.reference, memo=entry.memo, lines=lines):
            yield f"entry {entry.pk} ({entry}) does not say any more what it said when it was written"
