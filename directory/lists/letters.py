"""Bytes that somebody else wrote, as letters that we can keep."""

import codecs
import html
import re
import unicodedata

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def without_mark(content: bytes) -> bytes:
    """Without its byte order mark; what says that it is UTF-16 becomes UTF-8."""
    if content.startswith(_UTF16):
        return content.decode("utf-16", errors="replace").encode()
    return content.removeprefix(codecs.BOM_UTF8)


def decoded(cell: str) -> tuple[str, str]:
    """A cell that was read as Latin-1, in its real letters; then what it was written in, "" where that is UTF-8.

    Each cell by itself: one row may have been put together from two lists.
    """
    if cell.isascii():
        return cell, ""
    raw = cell.encode("latin-1")
    try:
        return raw.decode(), ""
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return cell, "Latin-1"
    return text, "Latin-1" if text == cell else "Windows-1252"


def tidy(text: str) -> str:
    """`Caf&eacute;` as Café, without control characters (no database column takes a NUL), spaces drawn together.

    Only entities that end with a semicolon: `?a=1&copy=2` is a web address.
    """
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.split())


def compared(text: str) -> str:
    """`Código  Postal` as `codigo postal`: in small letters, without accents."""
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())
