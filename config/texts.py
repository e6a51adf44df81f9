"""Compiles the translations (`locale/*/LC_MESSAGES/django.po`) without gettext, so that a fresh machine needs no more than Python."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_texts(folder: Path) -> list[Path]:
    """Write each .mo that is missing or older than its .po; returns those written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalog = read_po(file, locale=source.parts[-3])
        beside = target.with_suffix(".mo.new")
        with beside.open("wb") as file:
            write_mo(file, catalog)
        beside.replace(target)  # a process that starts meanwhile reads the old file or the new one, never half of it
        written.append(target)
    return written
