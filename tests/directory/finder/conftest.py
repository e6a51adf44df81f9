"""What tests of the search page stand on: an index of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _own_index_and_english(settings: object, tmp_path: Path) -> Iterator[None]:
    """A request for a Spanish page leaves Spanish behind it."""
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    translation.activate("en")
    yield
    translation.activate("en")
