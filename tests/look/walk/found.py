"""What the walk brings home: pictures, and what is wrong with a page."""

from dataclasses import dataclass, field

WIDTHS = (1280, 768, 360)


@dataclass(frozen=True)
class Shown:
    """One page as one group of actors sees it in one language. `stem` names its files: <stem>.<width>.png."""

    name: str
    what: str
    path: str
    actors: tuple[str, ...]
    language: str
    status: int
    stem: str

    @property
    def title(self) -> str:
        return f"{self.name}: {self.what}" if self.what else self.name


@dataclass(frozen=True)
class Finding:
    page: Shown
    width: int  # 0: at any width
    words: str

    def __str__(self) -> str:
        place = f"{self.page.title} · {self.page.path} · {', '.join(self.page.actors)} · {self.page.language}"
        return f"{place} · {f'{self.width} px' if self.width else 'any width'}\n    {self.words}"


# The specimen page shows each component many times over, which no other page does.
_MANY_TIMES = ("axe landmark-unique", "vnu: Duplicate ID", "vnu: There must not be two elements with the same")


def is_meant(finding: Finding) -> bool:
    """What is right where it stands and would be wrong anywhere else."""
    return finding.page.name == "specimen" and finding.words.startswith(_MANY_TIMES)


@dataclass
class Brought:
    shown: list[Shown] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, more: "Brought") -> None:
        self.shown += more.shown
        self.findings += more.findings
        self.seconds |= more.seconds
