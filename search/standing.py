"""How an engine says that it does not serve for the moment."""


class Unavailable(Exception):
    """The server of the engine does not answer, or not in time."""


class NotBuilt(Unavailable):
    """The server answers, but it holds no index of the present version: `manage.py index` builds it."""

    def __init__(self) -> None:
        super().__init__("it holds no index of this version; manage.py index builds one")


class Refused(Unavailable):
    """The server answers, but not to this question."""
