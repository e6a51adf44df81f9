"""Whole numbers as people write them."""

import pytest
from django.core.exceptions import ValidationError

from directory.people.fields import WholeNumberField

FIELD = WholeNumberField(min_value=0, max_value=1_000_000, required=False)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("12", 12), (" 12 ", 12), ("1,200", 1_200), ("1.200", 1_200), ("1 200", 1_200), ("1,000,000", 1_000_000)),
        *(("12.0", 12), ("0", 0), ("", None)),
    ],
)
def test_a_number_is_taken_with_and_without_groups(written: str, meant: int | None) -> None:
    assert FIELD.clean(written) == meant


@pytest.mark.parametrize("written", ["a few", "1,20", "12.5", "1,2000", "-3", "1e3", "2,000,000", "٣٤٥x", "1,,200"])
def test_what_is_no_whole_number_is_not_guessed(written: str) -> None:
    with pytest.raises(ValidationError):
        FIELD.clean(written)
