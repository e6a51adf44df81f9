"""The things that components are shown with.

Words are said in both languages here and not in the catalogue: they stand for what people will write.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.functional import lazy
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from directory.coops.marks import mark_svg

State = Mapping[str, Any]


def _say(english: str, spanish: str) -> str:
    return spanish if get_language() == "es" else english


two = lazy(_say, str)

DAY = dt.date(2026, 11, 21)
LONG = two(
    "The Jackson Neighbors' Repair, Sewing and Tool Library",
    "Cooperativa de Reparaciones, Costura y Herramientas de Jackson",
)
COOP = {"public_id": "c1", "kind": "worker", "name": "Morning Shift Bakery", "url": "/co-ops/morning-shift-bakery/"}
COOPS = [
    {"public_id": f"s{n}", "kind": kind, "name": name, "url": "/co-ops/"}
    for n, (kind, name) in enumerate(
        [
            ("worker", "Morning Shift Bakery"),
            ("producer", "Three Creeks Growers"),
            ("consumer", "Poplar Street Grocery"),
            ("housing", "Magnolia Row Homes"),
            ("finance", "Front Porch Credit Union"),
            ("support", LONG),
        ]
    )
]
MARK: SafeString = mark_svg("c1", "worker", "mark-48")
BIG_MARK: SafeString = mark_svg("c1", "worker", "mark-full")
PHOTO = {"src": "/static/img/goods/bread.svg", "alt": two("A loaf", "Un pan"), "width": 320, "height": 240}
PRICE, SHARE = "$12.00", "$11.40"
ASKING = {
    "near": "39203",
    "miles": [("5", two("5 miles", "5 millas"), False), ("25", two("25 miles", "25 millas"), True)],
    "when": [
        ("", two("Any time", "Cuando sea"), True),
        ("saturday", two("Saturday", "Sábado"), False),
    ],
}
CUTOFF = two("Order by Thursday 6 pm for Saturday pickup", "Pida antes del jueves 6 pm para recoger el sábado")
DOCK = two("Poplar Street dock, 9 am to noon", "Muelle de Poplar Street, 9 am a mediodía")
OUTLINE = "M100 100h800v1200h-800z"
PATCH = {"x": 200, "y": 300, "address": "#", "count": 1, "first": COOP}
WHOLE_MAP: dict[str, Any] = {"view_box": "0 0 1000 1400", "size": 60, "seam": 3, "outline": OUTLINE, "borders": ""}
WHOLE_MAP |= {"patches": [], "shown": 0, "outside": 0}
PIECE_OF_MAP = WHOLE_MAP | {"patches": [PATCH, PATCH | {"x": 500, "count": 12}], "shown": 13, "outside": 2}
CARD = {
    "url": "/market/",
    "title": two("Work apron", "Delantal de trabajo"),
    "seller_id": "c1",
    "seller_kind": "worker",
}
AHEAD = [
    {
        "kind": "listing",
        "name": two("Goods", "Productos"),
        "options": [{"url": "/market/", "title": two("Sandwich loaf", "Pan de caja"), "note": "Morning Shift Bakery"}],
    },
    {
        "kind": "coop",
        "name": two("Co-ops", "Cooperativas"),
        "options": [{"url": "/co-ops/", "title": LONG, "note": "Jackson"}],
    },
    {
        "kind": "story",
        "name": two("Stories", "Historias"),
        "options": [
            {"url": "/stories/", "title": "Cincuenta cerdos y un saco de harina", "lang": "es"},
            {"url": "/stories/", "title": "<b>Loaves</b> & fishes", "lang": "en"},
        ],
    },
]
FULL_CARD = CARD | {
    "title": two("Sandwich loaf", "Pan de caja"),
    "seller": "Morning Shift Bakery",
    "price": "$6.00",
    "unit": two("a loaf", "la pieza"),
    "drawing": "bread.svg",
    "stock": "rose",
    "note": two("6 left", "Quedan 6"),
    "add_url": "/basket/add/",
    "add_value": "v1",
}
SOLD_OUT = FULL_CARD | {
    "out": two("Sold out for Saturday", "Agotado para el sábado"),
    "stamp": two("Sold out", "Agotado"),
}
TALE = {"url": "/stories/", "title": two("A roof fund that holds", "Un fondo para techos que aguanta")}
ROWS = [
    {"label": two("Loaf", "Pan"), "amount": "$6.00", "small": two("two", "dos"), "mark": MARK},
    {"label": two("Off", "Rebaja"), "amount": "-$1.00", "minus": True},
]
TASK = {"n": 2, "unit": two("days left", "días quedan"), "what": LONG}
OPTION = {"value": "b", "label": two("Bread", "Pan"), "count": 6, "checked": True}
FACET = {"name": "kind", "legend": two("What", "Qué"), "options": [OPTION, OPTION | {"value": "c", "checked": False}]}
NEXT = {"url": "/market/", "link": two("See the market", "Vea el mercado")}
LEAF = {"day": DAY, "cutoff": CUTOFF, "small": DOCK}
HEAD = two("Your order", "Su pedido")
STEPS = [
    {"label": two("Sent", "Enviado"), "done": True},
    {"label": two("Read", "Leído"), "here": True},
    {"label": two("Decided", "Decidido")},
]
