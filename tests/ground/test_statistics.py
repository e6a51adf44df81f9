"""After many rows at once PostgreSQL is told how many there are; SQLite needs no telling."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.models import Topic
from ground.statistics import count_anew
from tests.factories import TopicFactory

pytestmark = pytest.mark.django_db
ROWS = 40


def _believed() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [Topic._meta.db_table])
        return int(cursor.fetchone()[0])


def test_the_database_knows_how_many_rows_there_are() -> None:
    Topic.objects.bulk_create(TopicFactory.build_batch(ROWS))
    with CaptureQueriesContext(connection) as asked:
        count_anew(Topic)
    if connection.vendor == "postgresql":
        assert _believed() >= ROWS
    else:
        assert not asked.captured_queries
