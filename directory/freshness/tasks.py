"""What the worker does for freshness."""

from django.utils import timezone

from directory.freshness.attending import attend
from directory.freshness.rounds import ATTEND, go_round
from directory.freshness.websites import ASK, ask, enqueue_some
from ground import outbox, ticks

_EVERY_TWO_MINUTES = 120  # three addresses each: 2,160 a day, or 50,000 entries in three weeks


@outbox.handler(ATTEND)
def _attend(payload: outbox.Payload) -> None:
    attend(payload["coop"])


@outbox.handler(ASK)
def _ask(payload: outbox.Payload) -> None:
    ask(payload["coop"])


@ticks.every(ticks.DAY, "freshness.round")
def _round() -> None:
    go_round(timezone.localdate())


@ticks.every(_EVERY_TWO_MINUTES, "freshness.websites")
def _websites() -> None:
    enqueue_some()
