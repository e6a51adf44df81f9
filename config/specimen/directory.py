"""Co-ops, where they are and what is known of them."""

from config.specimen.things import (
    ASKING,
    COOP,
    COOPS,
    DAY,
    DOCK,
    LONG,
    MARK,
    PHOTO,
    PIECE_OF_MAP,
    ROWS,
    WHOLE_MAP,
    State,
    two,
)

DIRECTORY: dict[str, tuple[State, ...]] = {
    "by": ({"coop": COOP}, {"coop": COOPS[5], "size": "mark-48", "url": "/co-ops/"}, {"coop": COOP, "strong": True}),
    "coop_list": (
        {"coops": [COOP | {"kind_word": two("Worker co-op", "Cooperativa de trabajo")}]},
        {"coops": [one | {"kind_word": two("Co-op", "Cooperativa")} for one in COOPS]},
    ),
    "doors": (
        {},
        {
            "doors": [
                {
                    "url": "/market/",
                    "label": two("Market", "Mercado"),
                    "text": two("Fresh", "Fresco"),
                    "stock": "canary",
                }
            ]
        },
    ),
    "entry": (
        {"entry": {"day": DAY, "what": two("Order 142", "Pedido 142"), "amount": "$96.90", "rows": []}},
        {"entry": {"day": DAY, "what": LONG, "amount": "$96.90", "rows": ROWS, "open": True}},
    ),
    "fact": (
        {"term": two("Kind", "Tipo"), "fact": "1"},
        {
            "term": two("Phone", "Teléfono"),
            "fact": "601-555-0142",
            "url": "#",
            "link": two("Change it", "Cambiarlo"),
            "about": two("Phone", "Teléfono"),
        },
    ),
    "facts": (
        {"facts": []},
        {"facts": [(two("Allergens", "Alérgenos"), two("Wheat", "Trigo")), (two("Pickup", "Entrega"), DOCK)]},
    ),
    "map": ({"map": WHOLE_MAP}, {"map": PIECE_OF_MAP, "whole_map_url": "#"}),
    "photo": (
        {"drawing": "bread.svg"},
        {"seller_id": "s2", "seller_kind": "producer", "label": two("Work apron", "Delantal")},
        {"photo": PHOTO, "caption": LONG, "stock": "rose", "eager": True},
    ),
    "quilt": ({"coops": COOPS[:1]}, {"coops": COOPS, "note": DOCK}),
    "row": (
        {"mark": MARK, "url": "/", "title": "Morning Shift Bakery", "text": "Jackson"},
        {
            "mark": MARK,
            "url": "/",
            "title": LONG,
            "text": DOCK,
            "good": two("In the network", "En la red"),
            "doubt": two("Nobody has confirmed this since May 2025.", "Nadie lo ha confirmado desde mayo de 2025."),
            "quiet": "Demo",
            "level": 2,
            "lang": "en",
        },
    ),
    "sources": (
        {"sources": [{"number": 1, "title": "Jackson Advocate"}]},
        {
            "sources": [
                {"number": n, "title": LONG, "url": "https://example.org/", "short": "example.org", "read_on": DAY}
                for n in (2, 3)
            ],
            "css": "two-col",
        },
    ),
    "stamp": (
        {"words": "Demo"},
        {"words": two("Sold out", "Agotado"), "ink": "bad"},
        {"words": two("Verified 4 Nov 2026", "Verificada 4 nov 2026"), "ink": "good", "on_stock": True},
    ),
    "where_when": ({"asking": ASKING},),
    "whereabouts": (
        {
            "told": {
                "said": two("Within 25 miles of Jackson, MS.", "A menos de 25 millas de Jackson, MS."),
                "everywhere_url": "#",
            }
        },
        {"told": {"unknown": "Jaksn", "alike": [("Jackson, MS", "#"), ("Jackson, AL", "#")]}},
        {"told": {"said": LONG, "others": [("Jackson, AL", "#")]}},
    ),
}
