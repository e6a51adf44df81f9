"""Work that comes round."""

from directory.people.services import clear_unused_accounts
from ground import ticks


@ticks.every(3600, "people.clear_unused_accounts")
def _clear() -> None:
    clear_unused_accounts()
