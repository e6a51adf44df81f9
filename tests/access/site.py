"""What belongs to no package: uploaded pictures, open to all, and nothing where there is no file."""

from tests.access import ACTORS, Row

ROWS = [
    Row("media", {"path": "photos/none/320.webp"}, dict.fromkeys(ACTORS, 404)),
]
