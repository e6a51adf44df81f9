"""Web addresses from lists: only what a browser may be sent to."""

import ipaddress
import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

LONGEST = 500
_check = URLValidator(schemes=["http", "https"])
_BETWEEN = re.compile(r"\s*;\s*|\s+or\s+|\s+(?=https?://|www\.)", re.IGNORECASE)
_PRIVATE = (
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "home.arpa",
    "onion",
)


def web_address(text: str, remarks: list[str]) -> str:
    """With a scheme, and checked; "" where it is none, or leads where nobody should be led. What it held of a password is not repeated."""
    if not text:
        return ""
    first, *others = _BETWEEN.split(text)
    address = first if "://" in first else f"http://{first}"
    remark = _remark_on(address)
    if remark:
        remarks.append(remark % {"address": text[:60]})
        return ""
    if others:
        remarks.append(_("of several web addresses only the first was taken"))
    return address


def _remark_on(address: str) -> str:
    try:
        parts = urlsplit(address)
        if "@" in parts.netloc:
            return _("web address is an e-mail address or carries a sign-in name and was dropped")
        host = parts.hostname or ""
        if _is_private(host):
            return _("web address “%(address)s” leads to a private host and was dropped")
        if len(address) > LONGEST:
            raise ValidationError("too long")
        _check(address)
    except (ValidationError, ValueError):
        return _("web address “%(address)s” is not one and was dropped")
    return ""


def _is_private(host: str) -> bool:
    host = host.rstrip(".").lower()
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return any(host == name or host.endswith(f".{name}") for name in _PRIVATE)
