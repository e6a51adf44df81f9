"""A measurement that is lost or was disturbed is done again; one that fails each time is told in Lighthouse's own words."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.look import lighthouse


def _report(performance: float) -> dict[str, Any]:
    return {"categories": {"performance": {"score": performance}}}


def _measuring(monkeypatch: pytest.MonkeyPatch, *outcomes: float | None) -> Iterator[float | None]:
    """What is left of the outcomes; None is a lost trace."""
    left = iter(outcomes)

    def measured(url: str) -> dict[str, Any]:
        outcome = next(left)
        if outcome is None:
            raise lighthouse.NotMeasured("the trace was lost")
        return _report(outcome)

    monkeypatch.setattr(lighthouse, "measured", measured)
    return left


def test_a_lost_trace_and_a_slow_minute_are_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    left = _measuring(monkeypatch, None, 0.7, 0.95)
    assert lighthouse._best("/") == _report(0.95)
    assert list(left) == []


def test_a_quick_page_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    left = _measuring(monkeypatch, 0.93, 0.99)
    assert lighthouse._best("/") == _report(0.93)
    assert list(left) == [0.99]


def test_a_page_that_cannot_be_measured_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    _measuring(monkeypatch, None, None, None)
    with pytest.raises(SystemExit, match="the trace was lost"):
        lighthouse._best("/")
