"""Many writers at once, with real transactions, and the flush of such tests through the ledger's guards."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from marketplace.ledger import guards, services
from marketplace.ledger.accounts import AccountRef
from marketplace.ledger.invariants import check_invariants
from marketplace.ledger.models import Account, Entry, Posting

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 8


def write(key):
    return services.post(
        entry_id=services.entry_id("paid", key),
        kind="paid",
        reference="purchase1",
        lines=[(AccountRef("card_clearing"), 1200), (AccountRef("seller_payable", "farm1"), -1200)],
    ).pk


@pytest.mark.postgres
def test_writers_of_one_entry_and_of_one_new_account_get_in_each_others_way_harmlessly():
    together = Barrier(WRITERS)

    def work(number):
        together.wait()
        try:
            return write("the same"), write(f"number {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        written = list(pool.map(work, range(WRITERS)))
    assert len({same for same, _own in written}) == 1
    assert (Entry.objects.count(), Posting.objects.count(), Account.objects.count()) == (9, 18, 2)
    assert check_invariants() == []


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_ledger_written_in_earnest_is_empty_and_guarded_again_for_the_next_test(turn):
    assert Entry.objects.count() == 0
    assert guards.standing()
    write(turn)
    assert Entry.objects.count() == 1
