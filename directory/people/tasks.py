"""Work that comes round."""

from django.core.management import call_command

from directory.people.services import clear_unused_accounts
from ground import ticks


@ticks.every(3600, "people.clear_unused_accounts")
def _clear() -> None:
    clear_unused_accounts()


@ticks.every(3600, "people.clear_sessions")
def _clear_sessions() -> None:
    """A session may hold what somebody typed before they were asked to sign in: it goes when it has run out."""
    call_command("clearsessions", verbosity=0)
