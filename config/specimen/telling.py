"""Stories, the Plan and what is printed about us."""

from config.specimen.things import DOCK, HEAD, LEAF, LONG, MARK, TALE, State, two

TELLING: dict[str, tuple[State, ...]] = {
    "broadsheet": (
        {"lines": [{"year": "2005", "head": HEAD, "html": DOCK}]},
        {"lines": [{"year": "2013", "head": LONG, "html": DOCK, "turn": True}] * 2},
    ),
    "draft": ({"shown": True},),
    "figure": (
        {"amount": "19", "what": two("patches of 20", "retazos de 20")},
        {
            "amount": "$412.30",
            "what": two("sold", "vendido"),
            "why": two("in 31 orders", "en 31 pedidos"),
            "stock": "mint",
        },
    ),
    "hero": (
        {"title": HEAD},
        {
            "lines": [two("Grown here.", "De aquí."), two("Paid here.", "Para aquí.")],
            "drawing": "bread.svg",
            "lead": DOCK,
            "side": "components/leaf.html",
            "inside": "components/searchbar.html",
            "action": "/search/",
            "id": "q9",
            **LEAF,
        },
    ),
    "inset": (
        {
            "mark": MARK,
            "kicker": two("Worker co-op", "Cooperativa de trabajo"),
            "url": "/",
            "title": "Morning Shift Bakery",
        },
        {
            "drawing": "bread.svg",
            "stock": "rose",
            "kicker": "Morning Shift Bakery",
            "url": "/",
            "title": LONG,
            "text": DOCK,
            "foot": "components/stamp.html",
            "words": "Demo",
        },
    ),
    "parts": ({"parts": [HEAD]}, {"parts": [HEAD, LONG, DOCK]}),
    "poster": (
        {"title": HEAD, "tag": "h2"},
        {
            "first_line": two("Far off?", "¿Lejos?"),
            "second_line": two("Stand with us", "Únase"),
            "tag": "h2",
            "id": "poster2",
        },
    ),
    "program": (
        {
            "label": two("The whole list", "La lista entera"),
            "code": "curl -o co-ops.csv https://coop.example/data/co-ops.csv",
        },
        {
            "label": two("Page by page", "Página por página"),
            "code": "while address:\n    page = json.load(urlopen(address))\n",
        },
    ),
    "pull": ({"quote": two("We own it.", "Es nuestro.")}, {"quote": LONG, "who": "Demo"}),
    "story_band": (
        {"story": {"title": HEAD, "url": "/", "text": DOCK, "minutes": 1}, "id": "band1"},
        {
            "story": {
                "title": LONG,
                "url": "/",
                "text": DOCK,
                "minutes": 4,
                "is_demo": True,
                "drawing": "bread.svg",
                "stock": "rose",
            },
            "id": "band2",
        },
    ),
    "story_head": (
        {"title": HEAD},
        {"title": LONG, "kicker": two("Story", "Historia"), "stamp": "Demo", "lead": DOCK, "small": "Ruth"},
        {"poster": [two("Who started", "Quién empezó")], "title": HEAD, "lead": DOCK, "note": "Demo", "beside": True},
    ),
    "tale": ({"tale": TALE}, {"tale": TALE | {"text": LONG, "kicker": "Demo", "stock": "sky", "drawing": "bread.svg"}}),
}
