"""The marks between the parts of a JPEG: tells a cut-off or a mischievous one without decoding it."""

START_OF_SCAN, END, RESTARTS = 0xDA, b"\xff\xd9", range(0xD0, 0xD8)
# A progressive photo has about ten scans. Each costs a walk over the whole picture, so thousands of tiny ones are a bomb.
MOST_SCANS = 100


def check_jpeg(data: bytes) -> None:
    """Raises ValueError where the picture does not end, or has more scans than a camera writes.

    The end is looked for after the head: a small picture in the head has an end of its own. What follows the end is
    nobody's concern: phones hang a film or a second picture there.
    """
    begins = _first_scan(data)
    ends = data.find(END, begins)
    if ends < 0:
        raise ValueError("The picture does not end.")
    if data.count(bytes((0xFF, START_OF_SCAN)), begins, ends) > MOST_SCANS:
        raise ValueError("Too many scans.")


def _first_scan(data: bytes) -> int:
    """Where the first scan begins; raises ValueError where there is none."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == START_OF_SCAN:
            return at
        if mark == 0xFF or mark in RESTARTS:
            at += 1 if mark == 0xFF else 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise ValueError("No picture in it.")
