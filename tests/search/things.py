"""A small market to search in."""

import datetime

from search.documents import Document

COLLARDS = Document(
    "listing:collards",
    title={"en": "Collard greens", "es": "Berza fresca"},
    path="/market/collard-greens-c0llard/",
    body={
        "en": "Two bunches, cut on the morning of the pickup.",
        "es": "Dos manojos, cortados la mañana de la entrega.",
    },
    keywords=("greens", "verduras"),
    facets={"get": ("pickup", "delivery"), "area": ("west",), "topic": ("produce",)},
    numbers={"price": 350, "stock": 12},
    place=(32.2988, -90.1848),
    date=datetime.date(2026, 11, 20),
    shown={"seller": "Demo Farm", "price": "$3.50", "seed": 7, "photo": None},
)
BREAD = Document(
    "listing:bread",
    title={"en": "Sandwich bread"},
    path="/market/sandwich-bread-br3ad/",
    body={"en": "Baked at night by the worker-owned bakery on Poplar Street."},
    keywords=("loaf", "pan"),
    facets={"get": ("pickup",), "area": ("west",), "topic": ("bakery",)},
    numbers={"price": 600},
    place=(32.3300, -90.2100),
    date=datetime.date(2026, 11, 22),
)
JABON = Document(
    "listing:jabon",
    title={"es": "Jabón de lavanda"},
    path="/market/jabon-de-lavanda-jab0n/",
    body={"es": "Jabones hechos a mano con flores."},
    facets={"get": ("delivery",), "area": ("north",), "topic": ("body",)},
    numbers={"price": 500},
)
BAKERY = Document(
    "coop:bakery",
    title={"en": "Morning Shift Bakery", "es": "Morning Shift Bakery"},
    path="/co-ops/morning-shift/",
    body={"en": "A worker co-op that bakes bread and rolls.", "es": "Una cooperativa de trabajo que hornea pan."},
    facets={"area": ("west",), "topic": ("bakery",)},
    place=(32.5000, -90.2000),
    weight=1.2,
)
STORY = Document(
    "story:flour",
    title={"en": "Fifty pigs, then a sack of flour", "es": "Cincuenta cerdos y un saco de harina"},
    path={"en": "/stories/flour/", "es": "/cuentos/harina/"},
    body={"en": "Five kitchens buy bread flour on one sheet.", "es": "Cinco cocinas compran harina en una sola hoja."},
    facets={"topic": ("bakery", "produce")},
    date=datetime.date(2026, 11, 1),
)
MARKET = [COLLARDS, BREAD, JABON, BAKERY, STORY]
