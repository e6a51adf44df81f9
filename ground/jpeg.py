"""The marks between the parts of a JPEG: tells a cut-off or a mischievous one without decoding it."""

SIGNATURE, START_OF_SCAN, END, RESTARTS = b"\xff\xd8\xff", 0xDA, b"\xff\xd9", range(0xD0, 0xD8)
# What may stand before the first scan: frames, tables, comments and what programs add. Each of these has a length.
HEAD = {*range(0xC0, 0xC8), *range(0xC9, 0xD0), *range(0xDB, 0xF0), 0xFE}
# A progressive photo has about ten scans. Each costs a walk over the whole picture, so thousands of tiny ones are a bomb.
MOST_SCANS = 100
MOST_PARTS = 1_000  # before the first scan; 15 MB in the largest parts there are make 230


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
    """Where the first scan begins; raises ValueError where there is none, or where countless parts stand before it."""
    at = 2
    for _part in range(MOST_PARTS):
        if at + 4 > len(data) or data[at] != 0xFF:
            break
        mark = data[at + 1]
        if mark == START_OF_SCAN:
            return at
        if mark == 0xFF or mark in RESTARTS:
            at += 1 if mark == 0xFF else 2
        elif mark in HEAD:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
        else:
            break
    raise ValueError("No picture in it.")
