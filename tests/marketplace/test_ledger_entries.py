"""The entries of the trade, from the worked example of DESIGN.md to the cash box of a seller."""

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.ledger import accounts, entries, selectors, services
from marketplace.ledger.accounts import AccountRef
from marketplace.ledger.entries import Sale
from marketplace.ledger.invariants import check_invariants
from marketplace.money import share

FARM, BAKERY, CREW = "farm", "bakery", "landcrew"
SALES = (Sale(FARM, 1200), Sale(BAKERY, 800, 40), Sale(CREW, 4000, 320))


def write(kind, lines):
    return services.post(
        entry_id=services.entry_id(kind, "purchase1"),
        kind=kind,
        reference="purchase1",
        occurred_at=timezone.now(),
        lines=lines,
    )


def book():
    """Balance of each account that is not zero, as "code owner"."""
    return {f"{ref.code} {ref.owner}".strip(): sum_ for ref, sum_ in selectors.balances().items() if sum_}


@pytest.mark.django_db
def test_the_worked_example_of_65_60_comes_out_to_the_cent():
    paid = entries.purchase_paid(sales=SALES, donation=200)
    assert paid[0] == (AccountRef(accounts.CARD_CLEARING), 6560)
    write("paid", paid)
    assert book() == {
        "card_clearing": 6560,
        "seller_payable farm": 1200,
        "seller_payable bakery": 800,
        "seller_payable landcrew": 4000,
        "tax_payable": 360,
        "solidarity_fund": 200,
    }
    write("card cost", entries.card_cost(amount=220))
    fees = {sale.seller: share(sale.goods, 500) for sale in SALES}
    assert fees == {FARM: 60, BAKERY: 40, CREW: 200}
    write("contribution", entries.contribution(parts=fees))
    write("handed over", entries.transfer(parts={FARM: 1140, BAKERY: 760, CREW: 3800}))
    assert book() == {
        "card_clearing": 640,
        "network_contribution": 300,
        "processing_cost": 220,
        "tax_payable": 360,
        "solidarity_fund": 200,
    }
    write("refund", entries.refund(sale=Sale(BAKERY, 800, 40)))
    write("contribution returned", entries.contribution_returned(parts={BAKERY: 40}))
    assert selectors.owed_to(BAKERY, "USD") == -760  # until its transfer comes back, the bakery owes it
    write("transfer reversed", entries.transfer_reversed(parts={BAKERY: 760}))
    assert book() == {
        "card_clearing": 560,
        "network_contribution": 260,
        "processing_cost": 220,
        "tax_payable": 320,
        "solidarity_fund": 200,
    }
    assert check_invariants() == []


@pytest.mark.django_db
def test_after_pay_at_pickup_each_seller_owes_its_tax_its_gift_and_its_contribution():
    write("placed", entries.purchase_paid(sales=SALES, donation=200, at_pickup=True))
    assert book() == {
        "due_at_pickup farm": 1400,
        "due_at_pickup bakery": 840,
        "due_at_pickup landcrew": 4320,
        "seller_payable farm": 1200,
        "seller_payable bakery": 800,
        "seller_payable landcrew": 4000,
        "tax_payable": 360,
        "solidarity_fund": 200,
    }
    for seller, cash in ((FARM, 1400), (BAKERY, 840), (CREW, 4320)):
        write(f"cash kept {seller}", entries.cash_kept(seller=seller, amount=cash))
    write("contribution", entries.contribution(parts={FARM: 60, BAKERY: 40, CREW: 200}))
    assert book() == {
        "seller_payable farm": -260,
        "seller_payable bakery": -80,
        "seller_payable landcrew": -520,
        "tax_payable": 360,
        "solidarity_fund": 200,
        "network_contribution": 300,
    }
    write("debt paid", entries.debt_paid(seller=CREW, amount=520))
    assert selectors.owed_to(CREW, "USD") == 0
    assert selectors.balance(AccountRef(accounts.BANK)) == 520
    assert check_invariants() == []


@pytest.mark.django_db
def test_a_purchase_that_nobody_fetched_leaves_nothing_behind():
    write("placed", entries.purchase_paid(sales=SALES, donation=200, at_pickup=True))
    for sale in SALES:
        write(f"undone {sale.seller}", entries.refund(sale=sale, source=accounts.DUE_AT_PICKUP))
    write("gift", entries.gift_withdrawn(seller=FARM, amount=200))
    assert book() == {}


@pytest.mark.django_db
def test_cash_that_a_seller_gives_back_takes_the_tax_off_its_debt():
    bread = Sale(BAKERY, 800, 40)
    write("placed", entries.purchase_paid(sales=[bread], at_pickup=True))
    write("cash kept", entries.cash_kept(seller=BAKERY, amount=840))
    assert selectors.owed_to(BAKERY, "USD") == -40
    write("refund", entries.refund(sale=bread, source=accounts.SELLER_PAYABLE))
    assert book() == {}


@pytest.mark.django_db
def test_a_seller_that_collects_its_own_tax_owes_only_its_contribution():
    bread = Sale(BAKERY, 800, 40)
    write("placed", entries.purchase_paid(sales=[bread], at_pickup=True, network_collects_tax=False))
    write("cash kept", entries.cash_kept(seller=BAKERY, amount=840))
    write("contribution", entries.contribution(parts={BAKERY: 40}))
    assert book() == {"seller_payable bakery": -40, "network_contribution": 40}


def test_a_line_of_zero_is_left_out_and_an_amount_below_zero_refused():
    assert entries.purchase_paid(sales=[Sale(FARM, 0)]) == ()
    assert len(entries.purchase_paid(sales=[Sale(FARM, 1200)])) == 2
    with pytest.raises(ValueError, match="zero or more"):
        entries.purchase_paid(sales=[Sale(FARM, -1)])
    with pytest.raises(ValueError, match="zero or more"):
        entries.cash_kept(seller=FARM, amount=-1)


def test_a_gift_needs_a_seller_that_takes_it_at_pickup():
    with pytest.raises(ValueError, match="gift"):
        entries.purchase_paid(sales=[], donation=200, at_pickup=True)


sellers = st.sampled_from([FARM, BAKERY, CREW])
cents = st.integers(0, 99_999_999)
sales = st.lists(st.builds(Sale, sellers, cents, cents), min_size=1, max_size=6)
parts = st.dictionaries(sellers, cents)
few = settings(max_examples=100, deadline=None)


@few
@given(sales, cents, st.booleans(), st.booleans())
def test_every_purchase_balances_in_its_own_currency(sales, donation, at_pickup, network_collects_tax):
    lines = entries.purchase_paid(
        sales=sales,
        donation=donation,
        at_pickup=at_pickup,
        network_collects_tax=network_collects_tax,
        currency="MXN",
    )
    assert sum(amount for _ref, amount in lines) == 0
    assert all(amount and ref.currency == "MXN" for ref, amount in lines)
    assert sum(amount for _ref, amount in lines if amount > 0) == sum(sale.total for sale in sales) + donation


@few
@given(
    parts,
    sales,
    cents,
    st.sampled_from([accounts.CARD_CLEARING, accounts.BANK, accounts.DUE_AT_PICKUP, accounts.SELLER_PAYABLE]),
    st.booleans(),
)
def test_every_other_entry_balances(parts, sales, amount, source, network_collects_tax):
    sale = sales[0]
    for lines in (
        entries.card_cost(amount=amount),
        entries.card_payout(amount=amount),
        entries.contribution(parts=parts),
        entries.contribution_returned(parts=parts),
        entries.transfer(parts=parts),
        entries.transfer_reversed(parts=parts, source=accounts.BANK),
        entries.refund(sale=sale, source=source, network_collects_tax=network_collects_tax),
        entries.cash_kept(seller=FARM, amount=amount),
        entries.gift_withdrawn(seller=FARM, amount=amount),
        entries.debt_paid(seller=FARM, amount=amount),
    ):
        assert sum(part for _ref, part in lines) == 0
        assert all(part for _ref, part in lines)


@few
@given(sales, st.booleans())
def test_cash_kept_and_debt_paid_leave_a_seller_with_nothing(sales, network_collects_tax):
    total = sum(sale.total for sale in sales)
    placed = entries.purchase_paid(sales=sales, at_pickup=True, network_collects_tax=network_collects_tax)
    kept = [
        line
        for seller in {sale.seller for sale in sales}
        for line in entries.cash_kept(seller=seller, amount=sum(s.total for s in sales if s.seller == seller))
    ]
    left = {}
    for ref, amount in (*placed, *kept):
        left[ref.code] = left.get(ref.code, 0) + amount
    tax = sum(sale.tax for sale in sales) if network_collects_tax else 0
    assert left.get("due_at_pickup", 0) == 0
    assert left.get("seller_payable", 0) == tax  # a debit: the sellers owe the tax they took
    assert left.get("tax_payable", 0) == -tax
    assert total >= tax
