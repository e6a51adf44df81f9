"""One style sheet from many: a page asks for one file, and each component keeps a file of its own."""

from pathlib import Path

from ground import woodtype

# Later files may lean on earlier ones; what prints comes last.
ORDER = (
    "tokens",
    "base",
    "woodtype",
    *(
        f"components/{name}"
        for name in (
            "mark",
            "top",
            "poster",
            "leaf",
            "button",
            "goods",
            "price",
            "stepper",
            "basket-strip",
            "receipt",
            "stamp",
            "notice",
            "form",
            "filters",
            "quilt",
            "rows",
            "map",
            "meter",
            "picture",
            "story",
            "broadsheet",
            "desk",
            "footer",
            "arrangements",
            "lists",
            "amounts",
            "office",
            "print",
        )
    ),
)


def sew(folder: Path) -> str:
    """The whole style sheet, from the parts in `folder` (static/css)."""
    return "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in ORDER)


def write(folder: Path) -> Path:
    """Writes woodtype.css and site.css beside their parts and returns the path of site.css."""
    (folder / "woodtype.css").write_text(woodtype.stylesheet(), encoding="utf-8")
    whole = folder / "site.css"
    whole.write_text(sew(folder), encoding="utf-8")
    return whole
