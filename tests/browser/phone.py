"""A telephone for the tests: text messages land in a folder, one file each."""

import json
import os
import secrets
from pathlib import Path


class FileSms:
    """Named by SMS_CHANNEL in the site under test, which runs in a process of its own; SMS_FILE_PATH says where."""

    def send(self, *, phone: str, text: str) -> None:
        folder = Path(os.environ["SMS_FILE_PATH"])
        unfinished = folder / f"{secrets.token_hex(8)}.part"
        unfinished.write_text(json.dumps({"to": phone, "text": text}), encoding="utf-8")
        unfinished.rename(unfinished.with_suffix(".json"))
