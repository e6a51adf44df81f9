"""Why an address was not fetched."""

from enum import StrEnum


class Why(StrEnum):
    ADDRESS = "not an address that is asked"  # another scheme, a password in it, an odd port, too long
    PRIVATE = "leads to a private address"
    ROBOTS = "its robots.txt asks us not to"
    REDIRECTS = "leads on and on"
    NAME = "no such name"
    SILENT = "no answer in time"
    CLOSED = "no connection"
    CERTIFICATE = "its certificate is not good"
    FAILING = "the server fails"
    NONSENSE = "no HTTP"
    SWITCHED_OFF = "this site does not ask outside"


class NotFetched(Exception):
    """`why` is for the caller to decide on; nothing that the other side wrote is in the text."""

    def __init__(self, why: Why) -> None:
        super().__init__(str(why))
        self.why = why
