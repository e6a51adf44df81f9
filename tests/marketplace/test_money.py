import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.money import (
    MAX_AMOUNT,
    AmountRefused,
    format_amount,
    format_share,
    network_part,
    network_percent,
    parse_amount,
    sellers_part,
    sellers_percent,
    share,
    split,
)

amounts = st.integers(0, MAX_AMOUNT)
few = settings(max_examples=100, deadline=None)


@pytest.mark.parametrize(
    ("amount", "points", "expected"),
    [(6000, 500, 300), (250, 500, 13), (10, 500, 1), (9, 500, 0), (0, 500, 0), (4000, 800, 320), (1, 10_000, 1)],
)
def test_a_share_is_rounded_half_up(amount, points, expected):
    assert share(amount, points) == expected


@pytest.mark.parametrize(
    ("points", "kept", "percent", "reaches"),
    [(500, 60, "5%", "95%"), (725, 87, "7.25%", "92.75%"), (0, 0, "0%", "100%"), (10_000, 1200, "100%", "0%")],
)
def test_the_contribution_is_said_and_taken_alike(settings, points, kept, percent, reaches):
    settings.NETWORK_CONTRIBUTION_BP = points
    assert (network_part(1200), sellers_part(1200)) == (kept, 1200 - kept)
    assert (network_percent(), sellers_percent()) == (percent, reaches)


@pytest.mark.parametrize(("amount", "points"), [(-1, 500), (1, -500)])
def test_no_share_is_taken_of_less_than_nothing(amount, points):
    with pytest.raises(ValueError, match="zero or more"):
        share(amount, points)


@few
@given(amounts, st.integers(0, 10_000))
def test_a_share_stays_within_half_a_cent_and_within_the_whole(amount, points):
    part = share(amount, points)
    assert 0 <= part <= amount
    assert abs(part * 10_000 - amount * points) <= 5_000


def test_what_cannot_be_divided_goes_to_the_largest_remainders_and_then_to_the_first():
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(5, [3, 1, 1]) == [3, 1, 1]
    assert split(10, [0, 7, 3]) == [0, 7, 3]
    assert split(0, [1, 2]) == [0, 0]
    assert split(0, []) == []


@pytest.mark.parametrize(("total", "weights"), [(1, []), (1, [0, 0]), (-1, [1]), (1, [2, -1])])
def test_a_split_that_cannot_sum_is_refused(total, weights):
    with pytest.raises(ValueError, match="split"):
        split(total, weights)


@few
@given(amounts, st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any))
def test_a_split_sums_exactly_and_is_fair_to_a_cent(total, weights):
    parts = split(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("$4", 400),
        ("4", 400),
        (" 4.50 ", 450),
        ("4,50", 450),
        ("4.5", 450),
        ("4.", 400),
        (".50", 50),
        (",5", 50),
        ("1,234.50", 123_450),
        ("1,234", 123_400),
        ("1.234,50", 123_450),
        ("$ 12", 1200),
        ("12 $", 1200),
        ("US$12.00", 1200),
        ("12 usd", 1200),
        ("007", 700),
        ("0", 0),
        ("999,999.99", MAX_AMOUNT),
    ],
)
def test_it_reads_amounts_as_people_type_them(typed, expected):
    assert parse_amount(typed) == expected


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Type an amount, such as 4.50."),
        ("   ", "Type an amount, such as 4.50."),
        ("-4", "An amount cannot be below zero."),
        ("$-4", "An amount cannot be below zero."),
        ("four", "This is not an amount. Type it like 4.50."),
        ("$", "This is not an amount. Type it like 4.50."),
        (".", "This is not an amount. Type it like 4.50."),
        ("4.505", "This is not an amount. Type it like 4.50."),
        ("1.234", "This is not an amount. Type it like 4.50."),
        ("12,34,567", "This is not an amount. Type it like 4.50."),
        ("1e9", "This is not an amount. Type it like 4.50."),
        ("NaN", "This is not an amount. Type it like 4.50."),
        ("٤", "This is not an amount. Type it like 4.50."),
        ("4.50\n5.00", "This is not an amount. Type it like 4.50."),
        ("1000000", "This is more than we can take here. The most is $999,999.99."),
        ("9" * 100_000, "This is more than we can take here. The most is $999,999.99."),
    ],
)
def test_it_refuses_in_plain_words_what_is_no_amount(typed, message):
    with pytest.raises(AmountRefused) as refused:
        parse_amount(typed)
    assert str(refused.value.message) == message


def test_a_lower_limit_of_a_field_is_kept():
    assert parse_amount("20", maximum=2000) == 2000
    with pytest.raises(AmountRefused, match=r"The most is \$20\.00\."):
        parse_amount("20.01", maximum=2000)


@few
@given(amounts)
def test_what_is_shown_can_be_typed_back(amount):
    assert parse_amount(format_amount(amount, "USD")) == amount


def test_amounts_are_shown_in_us_format_in_both_languages():
    for language in ("en", "es"):
        with override(language):
            assert format_amount(1200, "USD") == "$12.00"
            assert format_amount(123_456_789, "USD") == "$1,234,567.89"
            assert format_amount(-5, "USD") == "−$0.05"
            assert format_amount(1200, "EUR") == "EUR 12.00"


def test_shares_are_shown_as_people_say_them():
    assert [format_share(points) for points in (500, 725, 50, 1000, 0, 10_000)] == [
        "5%",
        "7.25%",
        "0.5%",
        "10%",
        "0%",
        "100%",
    ]


def test_the_template_filter_shows_an_amount_and_nothing_for_none():
    page = Template("{% load money %}{{ price|money }}|{{ none|money }}|{{ price|money:'EUR' }}")
    assert page.render(Context({"price": 1200, "none": None})) == "$12.00||EUR 12.00"
