"""One style sheet from many: a page asks for one file, and each component keeps a file of its own."""

from pathlib import Path

from ground import woodtype

# What all lean on; then what several components share; then the components, each with the name of its template.
FIRST = ("tokens", "base", "layout", "woodtype")
FOLDERS = ("shared", "components")
LAST = ("print",)


def order(folder: Path) -> tuple[str, ...]:
    """The parts in `folder` (static/css), as they are sewn: within a folder by name, so that none leans on a neighbour."""
    middle = (f"{name}/{part.stem}" for name in FOLDERS for part in sorted((folder / name).glob("*.css")))
    return (*FIRST, *middle, *LAST)


def sew(folder: Path) -> str:
    """The whole style sheet, from the parts in `folder`."""
    return "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in order(folder))


def write(folder: Path) -> Path:
    """Writes woodtype.css and site.css beside their parts and returns the path of site.css."""
    (folder / "woodtype.css").write_text(woodtype.stylesheet(), encoding="utf-8")
    whole = folder / "site.css"
    whole.write_text(sew(folder), encoding="utf-8")
    return whole
