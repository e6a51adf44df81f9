"""The tables of the embedded index on PostgreSQL. On SQLite the index is a file of its own (`search.sqlite`)."""

from django.db import migrations

from search.postgres import TEXT
from search.tables import NAMES, statements

KILOMETRES = """
CREATE FUNCTION search_km(lat double precision, lon double precision, to_lat double precision, to_lon double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT 2 * 6371.0 * asin(least(1.0, sqrt(
    power(sin(radians(to_lat - lat) / 2), 2) + cos(radians(lat)) * cos(radians(to_lat)) * power(sin(radians(to_lon - lon) / 2), 2)
  )))
$$"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for statement in (*statements(number="BIGINT", raw="BYTEA"), *TEXT):
        schema_editor.execute(statement)
    schema_editor.execute(KILOMETRES)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in (*NAMES, "search_name", "search_state"):
        schema_editor.execute(f"DROP TABLE {table}")
    schema_editor.execute("DROP FUNCTION search_km")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(create, drop)]
