"""What a card of goods says."""

from typing import Any


class Card(dict[str, Any]):
    """Words and addresses of one card; what is not given is "". Its keys stand on top of good_card.html."""

    def __missing__(self, key: str) -> str:
        return ""
