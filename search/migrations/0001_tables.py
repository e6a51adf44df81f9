"""The tables of the embedded index on PostgreSQL. On SQLite the index is a file of its own (`search.sqlite`)."""

from django.db import migrations, models

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
    operations = [
        migrations.RunPython(create, drop),
        migrations.CreateModel(
            name="WordSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "line",
                    models.CharField(
                        help_text="With = between them: collards = greens. Who looks for one of them finds the others too.",
                        max_length=300,
                        unique=True,
                        verbose_name="Words that mean the same",
                    ),
                ),
            ],
            options={
                "verbose_name": "set of search words",
                "verbose_name_plural": "sets of search words",
                "ordering": ("line",),
            },
        ),
    ]
