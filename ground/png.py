"""The parts of a PNG, counted before anything reads them."""

SIGNATURE, END = b"\x89PNG\r\n\x1a\n", b"IEND"
# Written in the smallest pieces in use, 15 MB of pixels are four thousand parts. A million empty ones are a bomb.
MOST_PARTS = 20_000
_AROUND = 12  # bytes of a part beside its content: length, name, checksum


def check_png(data: bytes) -> None:
    """Raises ValueError where there are more parts than a program writes that means well."""
    at, parts = len(SIGNATURE), 0
    while at < len(data) and data[at + 4 : at + 8] != END:
        at += _AROUND + int.from_bytes(data[at : at + 4], "big")
        parts += 1
        if parts > MOST_PARTS:
            raise ValueError("Too many parts.")
