"""A small list in two editions, and all that the directory holds."""

from typing import Any

from directory.coops.models import Cooperative, Place, SlugHistory, Source
from directory.lists.importing import import_organisations
from directory.lists.outcomes import Report

HEAD = "id,name,street,city,state,zip,website,description\n"
BREAD = "1,Morning Bakery,1 Square,Canton,MS,39046,https://bread.example/,\n"
SEED = "2,Seed Savers,2 Square,Flora,MS,39071,https://seed.example/,\n"
TOOLS = "3,Tool Library,3 Square,Clinton,MS,39056,,\n"


def take(*rows: str, name: str = "ours") -> Report:
    return import_organisations((HEAD + "".join(rows)).encode(), list_name=name)


def everything() -> list[list[dict[str, Any]]]:
    tables = (Cooperative, Place, Source, SlugHistory, Cooperative.topics.through)
    return [list(table.objects.order_by("pk").values()) for table in tables]
