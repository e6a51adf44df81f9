"""The cloth of a co-op: always the same, never another's."""

from hashlib import sha256

import pytest

from directory.coops.marks import FAMILY, cloth_of, cloth_svg, mark_svg, network_mark

KINDS = sorted(FAMILY)


def test_two_hundred_co_ops_have_two_hundred_different_marks() -> None:
    marks = {str(mark_svg(f"coop-{n:04d}", KINDS[n % len(KINDS)])) for n in range(200)}
    assert len(marks) == 200


def test_two_hundred_co_ops_of_one_kind_have_different_marks_too() -> None:
    assert len({str(mark_svg(f"coop-{n:04d}", "worker")) for n in range(200)}) == 200


def test_a_mark_never_changes() -> None:
    """Raise VERSION in marks.py to redraw every mark on purpose, and only then change this sum."""
    drawn = "".join(mark_svg(f"coop-{n:04d}", KINDS[n % len(KINDS)]) for n in range(200))
    assert sha256(drawn.encode()).hexdigest() == "5cfacc0bc3a165074459c65da8798d70746715ca72f3ee98880674af88e93d17"


@pytest.mark.parametrize("kind", KINDS)
def test_a_mark_is_small_and_hidden_from_screen_readers(kind: str) -> None:
    for n in range(40):
        mark = mark_svg(f"coop-{n:04d}", kind)
        assert len(mark) <= 1200
        assert 'aria-hidden="true"' in mark


def test_the_size_is_a_class() -> None:
    assert mark_svg("coop-0001", "worker").startswith('<svg class="mark" ')
    assert mark_svg("coop-0001", "worker", "mark-48").startswith('<svg class="mark mark-48" ')
    assert network_mark("mark-48").startswith('<svg class="mark mark-48" ')


def test_an_unknown_kind_still_gets_a_mark() -> None:
    assert mark_svg("coop-0001", "something new") == mark_svg("coop-0001", "worker")


def test_the_cloth_behind_a_label_is_the_mark_cropped() -> None:
    cloth = cloth_svg("coop-0001", "producer")
    assert 'preserveAspectRatio="xMidYMid slice"' in cloth
    assert (
        cloth[cloth.index("<path") :]
        == mark_svg("coop-0001", "producer")[mark_svg("coop-0001", "producer").index("<path") :]
    )


def test_a_cloth_has_four_colours() -> None:
    assert len(set(cloth_of("coop-0001"))) == 4
