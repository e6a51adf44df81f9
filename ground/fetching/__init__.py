"""Asking foreign web addresses: the one way in which this site does it. See docs/decisions/guarded-fetching.md."""

from ground.fetching.fetcher import Answer, Fetcher, fetch
from ground.fetching.refusals import NotFetched, Why

__all__ = ["Answer", "Fetcher", "NotFetched", "Why", "fetch"]
