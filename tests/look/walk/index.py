"""The page that shows all pictures."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from tests.look.walk.found import Finding, Shown

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The whole site</title><style>
body { font: 16px/1.4 sans-serif; margin: 1.5rem; }
h2 { border-top: 8px solid #14161a; padding-top: .5rem; margin-top: 3rem; }
ul { display: flex; flex-wrap: wrap; gap: 1.5rem; padding: 0; list-style: none; }
.shots { display: flex; gap: .5rem; align-items: flex-start; }
img { height: 22rem; width: auto; max-width: 30rem; object-fit: cover; object-position: top; border: 1px solid #999; }
.wrong { color: #8e1238; } nav { columns: 14rem; }
</style></head><body><h1>The whole site</h1>
"""


def write(folder: Path, shown: Iterable[Shown], findings: Iterable[Finding], widths: Sequence[int]) -> Path:
    """Grouped by page: name, address, role, language, and a picture for each width that leads to the large one."""
    pages = sorted(shown, key=lambda page: (page.name, page.what, page.language, page.actors))
    wrong: dict[str, list[Finding]] = {}
    for finding in findings:
        wrong.setdefault(finding.page.stem, []).append(finding)
    parts = [_HEAD, f"<p>{len(pages)} pages and states, {len(pages) * len(widths)} pictures.</p><nav>"]
    named = [(name, list(group)) for name, group in groupby(pages, key=lambda page: page.name)]
    parts += [f'<a href="#{quote(name)}">{escape(name)}</a><br>' for name, _ in named]
    parts.append("</nav>")
    for name, group in named:
        parts.append(f'<h2 id="{quote(name)}">{escape(name)}</h2><ul>')
        parts += [_page(page, wrong.get(page.stem, []), widths) for page in group]
        parts.append("</ul>")
    target = folder / "index.html"
    target.write_text("\n".join([*parts, "</body></html>"]), encoding="utf-8")
    return target


def _page(page: Shown, wrong: list[Finding], widths: Sequence[int]) -> str:
    shots = "".join(
        f'<a href="{page.stem}.{width}.png"><img loading="lazy" src="{page.stem}.{width}.png" '
        f'alt="{escape(page.title)}, {width} px wide"></a>'
        for width in widths
    )
    about = f"{page.what or 'as it is'} · <code>{escape(page.path)}</code> · {escape(', '.join(page.actors))} · {page.language}"
    said = "".join(f'<p class="wrong">{escape(finding.words)}</p>' for finding in wrong)
    return f'<li><p>{about}</p><div class="shots">{shots}</div>{said}</li>'
