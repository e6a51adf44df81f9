"""The Nu HTML checker over all pages at once: it takes seconds to start and milliseconds a page."""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[3]
_JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# What a person typed stands in its field again, right or wrong.
_TYPED = re.compile("Bad value “.*” for attribute “value” on element “input”")


def check(folder: Path) -> list[tuple[str, str]]:
    """(stem of the file, what is wrong in it), each wrong thing once a page. Raises RuntimeError where Java is missing."""
    try:
        done = subprocess.run(
            ["java", "-jar", str(_JAR), "--format", "json", "--errors-only", "--skip-non-html", str(folder)],  # noqa: S607
            check=False,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        raise RuntimeError("The HTML checker needs Java: apt-get install default-jre-headless") from None
    try:
        messages = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError):
        raise RuntimeError(f"The HTML checker failed:\n{done.stderr[-2000:]}") from None
    said: Counter[tuple[str, str]] = Counter()
    for message in messages:
        if _TYPED.match(message["message"]):
            continue
        words = f"vnu: {message['message']} ({message.get('extract', '').strip()[:140]!r})"
        said[Path(message.get("url", "")).stem, words] += 1
    return list(said)
