"""What the worker does for the pages."""

from django.core.management import call_command

from ground.ticks import every


@every(60, "cms.publish_scheduled")
def publish_scheduled() -> None:
    """Pages go live, and go, at the minute their editor chose."""
    call_command("publish_scheduled", verbosity=0)
