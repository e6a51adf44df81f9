from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.tax.classes import HELP, TaxClass, help_for
from marketplace.tax.lines import Collector, TaxReason, tax_for, who_collects
from marketplace.tax.rates import AUTHORITIES, BEGINNING, JACKSON, MISSISSIPPI, RATES, NoRate, rates_for

TODAY = date(2026, 11, 24)


def tax(tax_class, amount, *, place=JACKSON, on=TODAY, resale=False):
    return tax_for(tax_class=tax_class, jurisdiction=place, on=on, amount=amount, resale_certificate=resale)


def test_the_worked_example_owes_3_60():
    greens, bread, lawn = (
        tax(TaxClass.OWN_PRODUCE, 1200),
        tax(TaxClass.GROCERIES, 800),
        tax(TaxClass.SERVICE_TAXED, 4000),
    )
    assert (greens.amount, bread.amount, lawn.amount) == (0, 40, 320)
    assert [(part.authority, part.basis_points, part.amount) for part in lawn.parts] == [
        (MISSISSIPPI, 700, 280),
        (JACKSON, 100, 40),
    ]
    assert (greens.reason, bread.reason, lawn.reason) == (TaxReason.OWN_PRODUCE, TaxReason.RATE, TaxReason.RATE)
    assert lawn.label == "Sales tax 8%"
    assert greens.label == "No sales tax: sold by its own grower"


def test_groceries_became_cheaper_on_the_first_of_july_2025():
    assert tax(TaxClass.GROCERIES, 1000, on=date(2025, 6, 30)).amount == 70
    assert tax(TaxClass.GROCERIES, 1000, on=date(2025, 7, 1)).amount == 50


def test_the_city_takes_its_part_only_in_the_city_and_not_on_food():
    assert tax(TaxClass.GENERAL, 1000).amount == 80
    assert tax(TaxClass.GENERAL, 1000, place=MISSISSIPPI).amount == 70
    assert tax(TaxClass.PREPARED_FOOD, 1000).amount == 70


@pytest.mark.parametrize("tax_class", [TaxClass.SERVICE_UNTAXED, TaxClass.EXEMPT])
def test_what_is_not_taxed_says_so(tax_class):
    line = tax(tax_class, 1000)
    assert (line.amount, line.parts, line.label) == (0, (), "No sales tax on this")


def test_a_buyer_with_a_resale_certificate_buys_free_of_tax():
    line = tax(TaxClass.GENERAL, 1000, resale=True)
    assert (line.amount, line.parts, line.label) == (0, (), "No sales tax: bought to sell on")


def test_half_a_cent_is_rounded_up_once_a_line():
    assert tax(TaxClass.GROCERIES, 10).amount == 1  # half a cent
    assert tax(TaxClass.GROCERIES, 9).amount == 0
    assert tax(TaxClass.GENERAL, 56).amount == 4  # 4.48: the parts 3.92 and 0.56 rounded alone would make 5


@pytest.mark.parametrize(
    ("tax_class", "place", "on"),
    [
        (TaxClass.GENERAL, "us-la", TODAY),
        (TaxClass.GENERAL, "", TODAY),
        ("magic", JACKSON, TODAY),
        (TaxClass.GENERAL, JACKSON, date(2023, 12, 31)),
        (TaxClass.OWN_PRODUCE, JACKSON, date(2023, 12, 31)),
    ],
)
def test_an_unknown_rate_is_an_error_and_never_zero(tax_class, place, on):
    with pytest.raises(NoRate):
        tax(tax_class, 1000, place=place, on=on)
    with pytest.raises(NoRate):
        tax(tax_class, 1000, place=place, on=on, resale=True)


def test_every_authority_names_every_class_from_the_beginning_with_its_source():
    for place in AUTHORITIES:
        for tax_class in TaxClass:
            rates = rates_for(tax_class=tax_class, jurisdiction=place, on=BEGINNING)
            assert [rate.authority for rate in rates] == list(AUTHORITIES[place])
    assert all(rate.source and 0 <= rate.basis_points < 2000 for rate in RATES)
    assert len({(rate.authority, rate.tax_class, rate.since) for rate in RATES}) == len(RATES)


def test_less_than_nothing_is_not_taxed():
    with pytest.raises(ValueError, match="zero or more"):
        tax(TaxClass.GENERAL, -1)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(TaxClass), st.sampled_from(sorted(AUTHORITIES)), st.integers(0, 99_999_999))
def test_the_parts_sum_to_a_tax_within_half_a_cent_of_the_exact_one(tax_class, place, amount):
    line = tax(tax_class, amount, place=place)
    assert sum(part.amount for part in line.parts) == line.amount
    assert abs(line.amount * 10_000 - amount * line.basis_points) <= 5_000


def test_the_network_collects_since_the_table_begins():
    assert who_collects(on=BEGINNING) is Collector.NETWORK
    assert who_collects(on=TODAY) is Collector.NETWORK
    with pytest.raises(NoRate):
        who_collects(on=date(2023, 12, 31))


def test_every_class_has_a_plain_sentence():
    assert set(HELP) == set(TaxClass)
    assert str(help_for("own_produce")).startswith("Fruit, vegetables")
