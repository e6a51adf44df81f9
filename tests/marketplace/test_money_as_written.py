"""An amount is the same however a person writes it; what can be read in two ways is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.money import MAX_AMOUNT, AmountRefused, parse_amount

_WAYS = ("{0}", "${0}", "$ {0}", "{0} $", "US${0}", "{0} USD", " {0} ")
few = settings(max_examples=100, deadline=None)


@few
@given(st.integers(0, MAX_AMOUNT), st.sampled_from(_WAYS))
def test_each_way_of_writing_is_the_same_amount(amount, way):
    units, cents = divmod(amount, 100)
    american = f"{units:,}.{cents:02}"
    spanish = american.translate(str.maketrans(",.", ".,"))
    for number in (american, spanish, f"{units}.{cents:02}", f"{units},{cents:02}"):
        assert parse_amount(way.format(number)) == amount


@pytest.mark.parametrize("typed", ["1.250", "4 dollars", "1,25,00", "1.2.3", "4.505", "12,34.50"])
def test_what_can_be_read_in_two_ways_is_refused(typed):
    with pytest.raises(AmountRefused):
        parse_amount(typed)
