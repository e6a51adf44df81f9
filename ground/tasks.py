"""Registers ground's own outbox handlers and ticks when the site starts."""

from ground import messages, renditions, ticks

__all__ = ["messages", "renditions", "ticks"]
