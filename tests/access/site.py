"""What belongs to no package: the word to search engines, and uploaded pictures: nothing where there is no file."""

from tests.access import ACTORS, Row

ROWS = [
    Row("robots", {}, dict.fromkeys(ACTORS, 200)),
    Row("media", {"path": "photos/none/320.webp"}, dict.fromkeys(ACTORS, 404)),
]
