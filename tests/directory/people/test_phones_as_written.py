"""A phone number is the same however a person writes it."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.people.phones import parse_phone

_WAYS = (
    "({0}) {1}-{2}",
    "{0}.{1}.{2}",
    "{0}-{1}-{2}",
    "{0} {1} {2}",
    "{0}{1}{2}",
    "1-{0}-{1}-{2}",
    "+1 {0} {1} {2}",
    " +1 ({0}) {1}-{2} ",
)
few = settings(max_examples=100, deadline=None)


@few
@given(st.integers(0, 9_999), st.sampled_from(_WAYS))
def test_each_way_of_writing_is_the_same_number(last, way):
    assert parse_phone(way.format("601", "555", f"{last:04}")) == f"+1601555{last:04}"


@few
@given(st.text(max_size=60))
def test_any_text_is_a_number_or_refused_for_a_reason(text):
    try:
        kept = parse_phone(text)
    except ValidationError as refusal:
        assert refusal.code == "phone"
    else:
        assert kept.startswith("+")
        assert kept[1:].isascii()
        assert kept[1:].isdigit()


@pytest.mark.parametrize("typed", ["555-0142", "601-555-01", "601-555-0142 x 12", "ring the bell"])
def test_what_nobody_can_ring_is_refused(typed):
    with pytest.raises(ValidationError):
        parse_phone(typed)
