"""A day in an address: `path(f"run/<{DAY}:day>/", …)` takes 2026-11-21 and gives the view a date; 2026-02-30 is no page."""

from datetime import date

from django.urls import register_converter

DAY = "day"


class IsoDay:
    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


register_converter(IsoDay, DAY)
