import datetime

import pytest
from django.core.cache import cache

from directory.coops.models import Source

TODAY = datetime.date(2026, 11, 27)


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


def days_ago(days):
    return TODAY - datetime.timedelta(days=days)


def listed_in(coop, as_of):
    """A row of a public list."""
    return Source.objects.create(
        cooperative=coop, dataset="list", record=coop.slug, title="A list", as_of=as_of, row_hash="x"
    )
