"""JSON inside a page."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# Inside of a script element nothing may look like its end, or like the start of a comment.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def json_in_script(told: dict[str, Any]) -> SafeString:
    """Ready to stand between the tags of `<script type="application/ld+json">`, whatever people wrote into it."""
    return mark_safe(json.dumps(told, ensure_ascii=False).translate(_ESCAPED))
