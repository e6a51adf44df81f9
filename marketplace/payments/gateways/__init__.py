"""Ways to pay. Each is one small object with the same five verbs; `available` says which a buyer may choose now."""

from django.conf import settings

from marketplace.payments.gateways.base import Gateway
from marketplace.payments.gateways.demonstration import DemonstrationCard
from marketplace.payments.gateways.pickup import PayAtPickup

_ALL: dict[str, Gateway] = {gateway.code: gateway for gateway in (PayAtPickup(), DemonstrationCard())}


def available() -> list[Gateway]:
    return [gateway for gateway in _ALL.values() if gateway.code != DemonstrationCard.code or settings.DEMONSTRATION]


def gateway_named(code: str) -> Gateway:
    """Raises KeyError for a way to pay that this site never had."""
    return _ALL[code]
