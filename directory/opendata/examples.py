"""What the page about the data shows to those who write programs. A test runs each of them as it stands there."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

SHELL, PYTHON = "sh", "py"

_SITE = "https://SITE"
_WHOLE_LIST = "curl -o co-ops.csv https://SITE/data/co-ops.csv"
_IF_NEWER = "curl -z co-ops.csv -o co-ops.csv https://SITE/data/co-ops.csv"
_BREAD = 'curl "https://SITE/api/v1/co-ops?topic=bread&city=Jackson"'
_ON_THE_MAP = 'curl "https://SITE/api/v1/co-ops?bbox=-90.4,32.2,-90.0,32.5&limit=100"'
_EVERY_PAGE = """\
import json
from urllib.request import urlopen

address = "https://SITE/api/v1/co-ops?network=true&limit=100"
while address:
    page = json.load(urlopen(address))
    for coop in page["results"]:
        print(coop["name"], coop["website"])
    address = page["next"]
"""


@dataclass(frozen=True)
class Example:
    title: str
    language: str
    code: str


def examples() -> list[Example]:
    """In the active language, with the address of this site in them."""
    return [
        Example(title, language, code.replace(_SITE, settings.SITE_URL).rstrip())
        for title, language, code in (
            (_("The whole list as a spreadsheet"), SHELL, _WHOLE_LIST),
            (_("The same next week, only if it has changed"), SHELL, _IF_NEWER),
            (_("Who bakes in Jackson?"), SHELL, _BREAD),
            (_("What is in this piece of the map?"), SHELL, _ON_THE_MAP),
            (_("Everyone in the network, page by page"), PYTHON, _EVERY_PAGE),
        )
    ]
