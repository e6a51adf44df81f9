"""What a database believes about its tables."""

from django.db import connection
from django.db.models import Model


def count_anew(*models: type[Model]) -> None:
    """After many rows at once. PostgreSQL plans by what it counted last, by itself every minute or so: until then a table that was
    nearly empty is taken for one, and a list with filters compares each row with each.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
