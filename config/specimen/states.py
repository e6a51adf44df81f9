"""What each component is shown with. The first state of a component is the least it can be given, the last the most.

Words are said in both languages here and not in the catalogue: they stand for what people will write.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from config.specimen.forms import nine_places, wrong_form
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

STATES: dict[str, tuple[State, ...]] = {
    "avail": (
        {"title": "Conchas", "url": "/", "state": two("Draft", "Borrador")},
        {
            "title": LONG,
            "url": "/",
            "photo": PHOTO,
            "price": two("$7.00 a pack.", "$7.00 el paquete."),
            "state": two("For sale", "A la venta"),
            "is_live": True,
            "stock_words": two("26 left", "Quedan 26"),
            "inside": "components/post_button.html",
            "button": two("Hide", "Ocultar"),
        },
    ),
    "basket_strip": (
        {"count": 0, "url": "/basket/"},
        {"count": 1, "url": "/basket/"},
        {"count": 3, "total": "$24.00", "cutoff": CUTOFF, "url": "/basket/"},
        {"count": 3, "said": two("Loaf: 2 in your basket.", "Pan: 2 en su canasta."), "url": "/basket/"},
    ),
    "broadsheet": (
        {"lines": [{"year": "2005", "head": HEAD, "html": DOCK}]},
        {"lines": [{"year": "2013", "head": LONG, "html": DOCK, "turn": True}] * 2},
    ),
    "by": ({"coop": COOP}, {"coop": COOPS[5], "size": "mark-48", "url": "/co-ops/"}, {"coop": COOP, "strong": True}),
    "coop_list": (
        {"coops": [COOP | {"kind_word": two("Worker co-op", "Cooperativa de trabajo")}]},
        {"coops": [one | {"kind_word": two("Co-op", "Cooperativa")} for one in COOPS]},
    ),
    "crumbs": (
        {"url": "/market/", "label": two("Market", "Mercado")},
        {
            "url": "/market/",
            "label": two("Market", "Mercado"),
            "next_url": "/market/",
            "next_label": two("Bread", "Pan"),
        },
    ),
    "compare": (
        {"left": two("Ours", "Lo nuestro"), "right": two("Theirs", "Lo suyo"), "lines": []},
        {
            "left": LONG,
            "right": "Morning Shift Bakery",
            "lines": [
                {"term": two("Name", "Nombre"), "left": LONG, "right": "Morning Shift Bakery", "differs": True},
                {"term": two("Town", "Ciudad"), "left": "Jackson", "right": "", "differs": False},
            ],
        },
    ),
    "cutoff": (
        {"words": CUTOFF},
        {"words": two("Closed since Thursday", "Cerrado desde el jueves"), "past": True, "small": True},
    ),
    "days": ({"before": "#", "after": "#"},),
    "desk_head": (
        {"name": "Bakery", "items": [], "leave_url": "/", "leave_label": two("Leave desk", "Salir"), "label": "Desk 1"},
        {
            "name": LONG,
            "mark": MARK,
            "items": [
                {"url": "/desk/", "label": two("Today", "Hoy")},
                {"url": "/desk/orders/", "label": two("Orders", "Pedidos"), "count": 2},
            ],
            "root_url": "/desk/",
            "leave_url": "/",
            "leave_label": two("Leave desk", "Salir"),
            "label": "Desk 2",
        },
    ),
    "dollar_quilt": ({"patches": COOPS[:1] * 19, "missing": [1]}, {"patches": (COOPS * 4)[:19], "missing": [1]}),
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
    "draft": ({"shown": True},),
    "empty": (
        {"head": two("Nothing yet", "Nada todavía")},
        {"head": two("Nothing yet", "Nada todavía"), "text": two("Ask us for it.", "Pídanoslo."), **NEXT},
    ),
    "entry": (
        {"entry": {"day": DAY, "what": two("Order 142", "Pedido 142"), "amount": "$96.90", "rows": []}},
        {"entry": {"day": DAY, "what": LONG, "amount": "$96.90", "rows": ROWS, "open": True}},
    ),
    "error_summary": ({"form": wrong_form("summary")},),
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
    "figure": (
        {"amount": "19", "what": two("patches of 20", "retazos de 20")},
        {
            "amount": "$412.30",
            "what": two("sold", "vendido"),
            "why": two("in 31 orders", "en 31 pedidos"),
            "stock": "mint",
        },
    ),
    "filters": (
        {"action": "/market/"},
        {
            "action": "/market/",
            "hidden": [("q", "bread")],
            "sorts": [("fresh", two("Fresh first", "Primero lo fresco"))],
            "sort": "fresh",
            "facets": [FACET],
            "button": two("Show 6", "Ver 6"),
            "narrowed": True,
        },
    ),
    "focal": ({"field": nine_places()["point"], "exact": "", "photo": PHOTO, "whole": PHOTO["src"]},),
    "footer": ({},),
    "form": (
        {
            "form": wrong_form("whole"),
            "button": two("Send it", "Enviarlo"),
            "cancel_url": "/",
            "second": two("Keep it", "Guardarlo"),
            "second_name": "draft",
        },
    ),
    "good_card": ({"card": CARD}, {"card": SOLD_OUT}, {"card": FULL_CARD | {"title": LONG, "lang": "en"}}),
    "good_pic": (
        {"seller_id": "c1", "seller_kind": "worker"},
        {"drawing": "bread.svg", "stock": "rose"},
        {"seller_id": "s2", "seller_kind": "producer", "label": two("Work apron", "Delantal de trabajo")},
        {"photo": PHOTO, "stock": "sky", "plain": True, "eager": True},
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
    "leaf": (
        {"day": DAY},
        {**LEAF, "past": True},
        {**LEAF, "title": two("Pickup", "Entrega"), "url": "/", "kicker": "Jackson", "text": LONG},
    ),
    "leaf_day": ({"day": DAY},),
    "ledger": ({"rows": []}, {"rows": ROWS, "total_label": two("To pay", "A pagar"), "total": "$5.00"}),
    "ledger_row": (
        {"label": two("Goods", "Productos"), "amount": "$6.00"},
        {
            "label": LONG,
            "small": two("a box", "la caja"),
            "why": two("15% off", "15% menos"),
            "amount": "$1,236.00",
            "mark": MARK,
        },
        {"label": two("To pay", "A pagar"), "amount": "$5.00", "total": True},
    ),
    "map": ({"map": WHOLE_MAP}, {"map": PIECE_OF_MAP, "whole_map_url": "#"}),
    "message": ({"message": two("Saved", "Guardado")},),
    "notice": (
        {"head": two("Saved", "Guardado")},
        {
            "head": two("Look again", "Revise"),
            "points": [two("The price changed", "Cambió el precio"), LONG],
            "ink": "bad",
            "role": "alert",
        },
        {"head": two("Saved", "Guardado"), "text": DOCK, "ink": "good", "role": "status", **NEXT},
    ),
    "pack": (
        {"code": "T-1042", "name": "Alma T.", "aside": "9 am", "rows": "specimen/pack_row.html"},
        {
            "id": "pack2",
            "code": "T-1042",
            "name": LONG,
            "url": "#",
            "aside": DOCK,
            "rows": "specimen/pack_row.html",
            "foot": "components/stamp.html",
            "words": "Demo",
            "level": 2,
        },
    ),
    "pack_row": (
        {"n": 2, "text": two("Loaf", "Pan")},
        {"n": 1, "text": two("Loaf", "Pan"), "struck": True},
        {
            "code": "T-1042",
            "name": LONG,
            "tick": True,
            "ticked": True,
            "note": "Morning Shift Bakery",
            "count": "$12.00",
        },
    ),
    "page_head": (
        {"title": HEAD},
        {
            "title": LONG,
            "kicker": two("Friends chapter", "Capítulo de amigos"),
            "stamp": "Demo",
            "stock": "rose",
            "lead": DOCK,
            "mark": MARK,
        },
        {
            "title": LONG,
            "stock": "sky",
            "big_mark": BIG_MARK,
            "kicker": two("Worker co-op", "Cooperativa"),
            "lead": DOCK,
        },
        {
            "first_line": two("Look in", "Revise"),
            "second_line": two("your mail", "su correo"),
            "stock": "mint",
            "beside": format_html('<p class="lead">{}</p>', DOCK),
            "half": True,
        },
        {
            "poster": [two("Grown here.", "De aquí."), two("Paid here.", "Para aquí.")],
            "stock": "canary",
            "lead": DOCK,
            "brief": True,
            **LEAF,
        },
    ),
    "pager": ({"page": Paginator(range(3), 10).page(1)}, {"page": Paginator(range(400), 10).page(5)}),
    "parts": ({"parts": [HEAD]}, {"parts": [HEAD, LONG, DOCK]}),
    "photo": (
        {"drawing": "bread.svg"},
        {"seller_id": "s2", "seller_kind": "producer", "label": two("Work apron", "Delantal")},
        {"photo": PHOTO, "caption": LONG, "stock": "rose", "eager": True},
    ),
    "plain_head": (
        {"title": HEAD},
        {"title": LONG, "id": "ph2", "work": True},
        {"title": "Sweet potatoes", "lang": "en", "lead": DOCK},
    ),
    "poster": (
        {"title": HEAD, "tag": "h2"},
        {
            "first_line": two("Far off?", "¿Lejos?"),
            "second_line": two("Stand with us", "Únase"),
            "tag": "h2",
            "id": "poster2",
        },
    ),
    "post_button": (
        {"button": two("Accept", "Aceptar")},
        {
            "action": "#",
            "button": two("Hide it", "Ocultarlo"),
            "about": LONG,
            "look": "line",
            "hidden": "v",
            "value": "1",
            "next": "/",
        },
        {"action": "#", "button": two("Cancel it", "Cancelarlo"), "look": "bad big", "no_print": True},
    ),
    "preview": ({"card": CARD}, {"card": FULL_CARD}),
    "price_stack": (
        {"price": PRICE},
        {
            "price": "$10.20",
            "unit": two("a box", "la caja"),
            "public_price": PRICE,
            "why": two("15% off: you are a network co-op", "15% menos: es cooperativa de la red"),
            "seller_gets": SHARE,
            "share": 95,
            "seller_word": two("the farm", "la granja"),
            "note": DOCK,
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
    "progress": ({"steps": STEPS[:1]}, {"steps": STEPS}),
    "pull": ({"quote": two("We own it.", "Es nuestro.")}, {"quote": LONG, "who": "Demo"}),
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
    "run_table": (
        {"place": {"name": {"text": DOCK}, "sellers": []}},
        {
            "place": {
                "name": {"text": DOCK},
                "sellers": [
                    {"coop": COOP, "orders": [1], "items": 1, "state": two("All there", "Todo está")},
                    {
                        "coop": COOP | {"name": LONG},
                        "orders": [1, 2],
                        "items": 12,
                        "state": two("Still packing", "Todavía empaca"),
                        "is_behind": True,
                        "phone": "601-555-0142",
                    },
                ],
            }
        },
    ),
    "searchbar": (
        {"action": "/search/", "id": "s1"},
        {
            "action": "/search/",
            "ahead": two("/search/suggest/", "/es/search/suggest/"),
            "landmark": two("The whole site", "Todo el sitio"),
            "label": two("Search", "Buscar"),
            "value": two("bread", "pan"),
            "placeholder": two("Collards", "Berzas"),
            "id": "s2",
        },
        {"action": "/co-ops/", "asking": ASKING | {"near": ""}, "id": "s3", "hidden": [("kinds", "worker")]},
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
    "section_head": (
        {"title": HEAD},
        {
            "title": LONG,
            "id": "sh2",
            "flush": True,
            "quiet": True,
            "url": "#",
            "link": two("See all", "Ver todo"),
            "about": HEAD,
        },
        {"title": HEAD, "stamp": "Demo"},
    ),
    "share_bar": ({"share": 0}, {"share": 100}, {"share": 95}),
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
    "stepper": (
        {"name": "qty", "value": 1, "what": two("Loaf", "Pan")},
        {
            "name": "qty",
            "value": 0,
            "what": two("Loaf", "Pan"),
            "id": "q2",
            "to_none": True,
            "max": 40,
            "wrong": "q2_error",
        },
    ),
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
    "suggestions": (
        {
            "id": "g1",
            "groups": AHEAD[:1],
            "all_url": "/search/?q=l",
            "text": "l",
            "says": two("1 result", "1 resultado"),
        },
        {
            "id": "g2",
            "groups": AHEAD,
            "all_url": "/search/?q=lo",
            "text": two("long loaves", "panes largos"),
            "says": two("4 results", "4 resultados"),
        },
    ),
    "tabs": (
        {"tabs": [], "label": "Tabs 1"},
        {
            "tabs": [
                {"url": "/", "label": two("All", "Todo"), "count": 0, "current": True},
                {"url": "/", "label": LONG},
            ],
            "label": "Tabs 2",
        },
    ),
    "tale": ({"tale": TALE}, {"tale": TALE | {"text": LONG, "kicker": "Demo", "stock": "sky", "drawing": "bread.svg"}}),
    "task": (
        TASK,
        TASK
        | {
            "unit": two("days late", "días tarde"),
            "late": True,
            "text": DOCK,
            "see": "#",
            "links": [(two("Open", "Abrir"), "#")],
            "buttons": [("#", two("Try again", "Intentar otra vez"))],
        },
    ),
    "ticket_head": (
        {"code": "T-1042"},
        {"code": "T-1042", "day": DAY, "coops": COOPS[:1], "id": "no2"},
        {"code": "T-1042", "day": DAY, "coops": COOPS[:4], "id": "no3"},
    ),
}

# Components that stand in a list of a certain kind: what goes around each state.
AROUND = {
    "fact": ("dl", "facts"),
    "ledger_row": ("dl", "ledger"),
    "good_card": ("div", "sheet"),
    "tale": ("div", "sheet"),
    "row": ("li-ul", "rows"),
    "ticket_head": ("div", "ticket receipt"),
    "task": ("li-ol", "todo queue"),
    "pack_row": ("ul", "ticks-list"),
}
