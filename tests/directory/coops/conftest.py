"""What tests of the directory's public pages stand on."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """A request for a Spanish page leaves Spanish behind it."""
    translation.activate("en")
    yield
    translation.activate("en")
