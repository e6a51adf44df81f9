"""The piece of a text that shows why it was found."""

from search.query import Segment
from search.words import WORD, kept, parts

_LENGTH = 170
_READ = 6_000  # a snippet from further back helps nobody; reading on costs time on each hit
_ELLIPSIS = "…"


def excerpt(text: str, language: str, words: frozenset[str]) -> tuple[Segment, ...]:
    """About 170 characters around the words (folded) looked for, which are marked; the start of the text if none is there."""
    text = text[:_READ]
    start, end = _window(text, marks := _marks(text, language, words))
    segments: list[Segment] = []
    position = start
    for mark_start, mark_end in marks:
        if mark_start >= start and mark_end <= end:
            segments.append(Segment(text[position:mark_start]))
            segments.append(Segment(text[mark_start:mark_end], marked=True))
            position = mark_end
    segments.append(Segment(text[position:end]))
    if start > 0:
        segments.insert(0, Segment(_ELLIPSIS))
    if end < len(text):
        segments.append(Segment(_ELLIPSIS))
    return tuple(segment for segment in segments if segment.text)


def _marks(text: str, language: str, words: frozenset[str]) -> list[tuple[int, int]]:
    if not words:
        return []
    wanted = {kept(word, language) for word in words}
    return [
        match.span()
        for match in WORD.finditer(text)
        if any(kept(part, language) in wanted for part in parts(match.group()))
    ]


def _window(text: str, marks: list[tuple[int, int]]) -> tuple[int, int]:
    """Start and end of the stretch with most marks, moved to the edges of words."""
    if len(text) <= _LENGTH:
        return 0, len(text)
    best = max(marks, key=lambda mark: (_marks_from(marks, mark[0]), -mark[0]), default=(0, 0))
    start = max(best[0] - 40, 0)
    if start:
        gap = text.find(" ", start, best[0])
        start = gap + 1 if gap >= 0 else best[0]
    end = min(start + _LENGTH, len(text))
    if end < len(text):
        gap = text.rfind(" ", max(start, best[1]), end)
        end = gap if gap > 0 else max(end, best[1])
    return start, end


def _marks_from(marks: list[tuple[int, int]], start: int) -> int:
    return sum(1 for mark in marks if start <= mark[0] and mark[1] <= start + _LENGTH - 40)
