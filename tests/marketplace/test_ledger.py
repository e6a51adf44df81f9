"""What the ledger promises: entries balance, a repeat is harmless, and nothing is ever changed."""

import uuid
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations import Migration

from marketplace.ledger import guards, selectors, services
from marketplace.ledger.accounts import AccountRef
from marketplace.ledger.invariants import check_invariants
from marketplace.ledger.models import Account, Entry, Posting
from marketplace.ledger.services import EntryConflict, LedgerRefused, post

pytestmark = pytest.mark.django_db

CARD, FARM = AccountRef("card_clearing"), AccountRef("seller_payable", "farm1")
NOON = datetime(2026, 11, 24, 18, tzinfo=UTC)


def paid(amount=1200, *, key="a", **changes):
    return post(
        **{
            "entry_id": services.entry_id("paid", key),
            "kind": "paid",
            "reference": "purchase1",
            "occurred_at": NOON,
            "lines": [(CARD, amount), (FARM, -amount)],
            **changes,
        }
    )


def rows():
    return Account.objects.count(), Entry.objects.count(), Posting.objects.count()


def test_an_entry_is_written_with_its_postings():
    entry = paid()
    assert [(p.account.ref, p.amount_minor) for p in entry.postings.all()] == [(CARD, 1200), (FARM, -1200)]
    assert (entry.kind, entry.reference, entry.occurred_at) == ("paid", "purchase1", NOON)
    assert {account.kind for account in Account.objects.all()} == {"asset", "liability"}


def test_a_repeat_of_the_same_entry_changes_nothing_even_later():
    first = paid()
    before = rows()
    assert paid(occurred_at=NOON + timedelta(hours=3)) == first
    assert paid(lines=[(FARM, -1200), (CARD, 1200)]) == first
    assert rows() == before


@pytest.mark.parametrize("changes", [{"amount": 1300}, {"kind": "refund"}, {"reference": "other"}, {"memo": "late"}])
def test_the_same_id_for_something_else_is_a_conflict(changes):
    paid()
    before = rows()
    with pytest.raises(EntryConflict):
        paid(**changes)
    assert rows() == before


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "needs lines"),
        ([(CARD, 1200), (FARM, -1199)], "do not balance: 1 minor units"),
        ([(CARD, 0), (FARM, 0)], "zero"),
        ([(CARD, 5), (AccountRef("seller_payable", "farm1", "MXN"), -5)], "one currency"),
    ],
)
def test_what_is_no_entry_is_refused_and_writes_nothing(lines, message):
    with pytest.raises(LedgerRefused, match=message):
        paid(lines=lines)
    assert rows() == (0, 0, 0)


@pytest.mark.parametrize("bad", [("coffee_money", ""), ("seller_payable", ""), ("card_clearing", "farm1")])
def test_an_account_is_one_of_the_chart_and_only_a_co_ops_account_has_an_owner(bad):
    with pytest.raises(ValueError, match=r"chart|owner"):
        AccountRef(*bad)


def test_accounts_are_opened_once_for_code_owner_and_currency():
    paid(key="a")
    paid(key="b")
    paid(key="c", lines=[(AccountRef("bank", "", "MXN"), 1), (AccountRef("seller_payable", "farm1", "MXN"), -1)])
    assert Account.objects.count() == 4


def test_the_postings_of_an_entry_cost_a_fixed_number_of_queries(django_assert_max_num_queries):
    paid(key="warm")
    with django_assert_max_num_queries(6):
        paid(key="cold")


def test_writing_an_account_that_another_writer_opened_meanwhile_uses_that_one(monkeypatch):
    paid(key="a")
    real, blind_once = services._accounts, iter([{}])
    monkeypatch.setattr(services, "_accounts", lambda refs: next(blind_once, None) or real(refs))
    paid(key="b")
    assert Account.objects.count() == 2


def test_two_writers_of_one_entry_in_the_same_moment_write_it_once(monkeypatch):
    first = paid()
    before = rows()
    filters, blind_once = Entry.objects.filter, iter([True])
    monkeypatch.setattr(
        Entry.objects, "filter", lambda **kw: Entry.objects.none() if next(blind_once, False) else filters(**kw)
    )
    assert paid() == first
    assert rows() == before


# --- what the database itself refuses ----------------------------------------------------------------------------


def refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_no_row_is_ever_changed_or_deleted():
    paid()
    refused(lambda: Entry.objects.update(memo="later"))
    refused(lambda: Entry.objects.all()._raw_delete("default"))
    refused(lambda: Posting.objects.update(amount_minor=1))
    refused(lambda: Posting.objects.all().delete())
    refused(lambda: Account.objects.update(owner="somebody"))
    refused(lambda: Account.objects.all()._raw_delete("default"))
    assert selectors.balance(FARM) == 1200


@pytest.mark.postgres  # SQLite has no TRUNCATE
def test_no_table_is_emptied_on_postgresql():
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute("TRUNCATE ledger_posting"))
        refused(lambda: cursor.execute("TRUNCATE ledger_account CASCADE"))


def test_the_database_takes_no_entry_that_does_not_balance():
    paid()
    farm, card = Account.objects.get(code="seller_payable"), Account.objects.get(code="card_clearing")
    body = {"body_hash": "x", "kind": "trick", "occurred_at": NOON}
    refused(lambda: Entry.objects.create(**body))

    def unbalanced():
        key = uuid.uuid4()
        Posting.objects.create(entry_id=key, account=farm, amount_minor=-5)
        Posting.objects.create(entry_id=key, account=card, amount_minor=4)
        Entry.objects.create(pk=key, **body)

    refused(unbalanced)
    assert Entry.objects.count() == 1


def test_an_entry_takes_no_posting_later_and_no_posting_is_zero():
    entry = paid()
    farm = Account.objects.get(code="seller_payable")
    refused(lambda: Posting.objects.create(entry=entry, account=farm, amount_minor=-5))
    refused(lambda: Posting.objects.create(entry_id=uuid.uuid4(), account=farm, amount_minor=0))
    assert entry.postings.count() == 2


def test_the_guards_can_be_lifted_and_stand_again_even_after_an_error():
    entry = paid()
    assert guards.standing()
    with pytest.raises(RuntimeError), guards.lifted():
        assert not guards.standing()
        Entry.objects.filter(pk=entry.pk).update(memo="corrected in a restore")
        raise RuntimeError
    assert guards.standing()
    refused(lambda: Entry.objects.update(memo=""))


def test_a_missing_guard_is_reported_and_migrate_puts_it_back():
    on = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_entry_balances{on}")
    assert guards.missing() == ["ledger_entry_balances"]
    assert check_invariants() == ["the database does not guard the ledger: trigger ledger_entry_balances is missing"]
    assert [warning.id for warning in guards.check_guards(databases=["default"])] == ["ledger.W001"]
    guards.install_after_migrate(sender=None, using="default")
    assert guards.standing()
    assert guards.check_guards(databases=["default"]) == []


@pytest.mark.sqlite  # it alone remakes tables
def test_sqlite_can_remake_a_guarded_table_in_a_migration_and_the_guards_come_back():
    plan = [(Migration("0002_anything", "ledger"), False)]
    guards.lift_before_migrate(sender=None, using="default", plan=plan)
    with connection.cursor() as cursor:
        sql = cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'ledger_posting'").fetchone()[0]
        cursor.execute(sql.replace('"ledger_posting"', '"new__ledger_posting"', 1))
        cursor.execute("DROP TABLE ledger_posting")
        cursor.execute('ALTER TABLE "new__ledger_posting" RENAME TO "ledger_posting"')
    guards.install_after_migrate(sender=None, using="default")
    assert guards.standing()


def test_a_migration_of_another_package_lifts_nothing():
    guards.lift_before_migrate(sender=None, using="default", plan=[(Migration("0009_anything", "catalog"), False)])
    guards.lift_before_migrate(sender=None, using="default", plan=[])
    assert guards.standing()


# --- reading -----------------------------------------------------------------------------------------------------


def test_a_statement_opens_with_what_was_before_and_runs_to_its_close():
    day = timedelta(days=1)
    paid(1000, key="before", occurred_at=NOON - day)
    paid(200, key="first", memo="greens")
    post(
        entry_id=services.entry_id("transfer"),
        kind="transfer",
        reference="",
        occurred_at=NOON + timedelta(hours=1),
        lines=[(FARM, 700), (CARD, -700)],
    )
    paid(50, key="after", occurred_at=NOON + day)
    sheet = selectors.statement(FARM, since=NOON, until=NOON + day)
    assert (sheet.opening, sheet.closing) == (1000, 500)
    assert [(line.kind, line.memo, line.amount, line.balance) for line in sheet.lines] == [
        ("paid", "greens", 200, 1200),
        ("transfer", "", -700, 500),
    ]
    assert selectors.owed_to("farm1", "USD") == 550
    assert selectors.balances() == {CARD: 550, FARM: 550}


def test_an_account_nobody_opened_is_empty():
    nobody = AccountRef("seller_payable", "nobody")
    assert selectors.balance(nobody) == 0
    sheet = selectors.statement(nobody, since=NOON, until=NOON)
    assert (sheet.opening, sheet.lines, sheet.closing) == (0, (), 0)


def test_the_ledger_says_when_something_was_changed_behind_its_back():
    entry = paid()
    with guards.lifted():
        Posting.objects.filter(entry=entry, amount_minor=1200).update(amount_minor=1300)
    wrong = check_invariants()
    assert wrong == [
        "all postings in USD together come to 100 and not to zero",
        f"entry {entry.pk} (paid purchase1) comes to 100 in 1 currencies",
        f"entry {entry.pk} (paid purchase1) does not say any more what it said when it was written",
    ]
    with pytest.raises(CommandError, match="come to 100 and not to zero"):
        call_command("check_ledger")


def test_check_ledger_says_that_all_is_well():
    paid()
    out = StringIO()
    call_command("check_ledger", stdout=out)
    assert out.getvalue() == "The ledger is well: 1 entries, all balanced and guarded.\n"


def test_a_posting_names_no_person():
    names = {field.name for model in (Account, Entry, Posting) for field in model._meta.get_fields()}
    assert names.isdisjoint({"user", "person", "contact", "name", "email", "phone", "text"})
