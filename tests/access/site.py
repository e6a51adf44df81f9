"""What belongs to no package: the word to search engines, what a phone keeps of the site, and uploaded pictures: nothing where there is no file."""

from tests.access import ACTORS, COMMS, COORDINATOR, Row

ROWS = [
    Row("robots", {}, dict.fromkeys(ACTORS, 200)),
    Row("service_worker", {}, dict.fromkeys(ACTORS, 200)),
    Row("favicon", {}, dict.fromkeys(ACTORS, 302)),
    Row("sitemap", {}, dict.fromkeys(ACTORS, 200)),
    Row("manifest", {}, dict.fromkeys(ACTORS, 200)),
    Row("offline", {}, dict.fromkeys(ACTORS, 200)),
    Row("specimen", {}, {**dict.fromkeys(ACTORS, 404), COMMS: 200, COORDINATOR: 200}),
    Row("media", {"path": "photos/none/320.webp"}, dict.fromkeys(ACTORS, 404)),
]
