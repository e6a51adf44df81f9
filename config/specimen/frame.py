"""What stands around every page: heads, lists, forms and messages."""

from django.core.paginator import Paginator
from django.utils.html import format_html

from config.specimen.forms import wrong_form
from config.specimen.things import AHEAD, ASKING, BIG_MARK, DOCK, FACET, HEAD, LEAF, LONG, MARK, NEXT, State, two

FRAME: dict[str, tuple[State, ...]] = {
    "crumbs": (
        {"url": "/market/", "label": two("Market", "Mercado")},
        {
            "url": "/market/",
            "label": two("Market", "Mercado"),
            "next_url": "/market/",
            "next_label": two("Bread", "Pan"),
        },
    ),
    "empty": (
        {"head": two("Nothing yet", "Nada todavía")},
        {"head": two("Nothing yet", "Nada todavía"), "text": two("Ask us for it.", "Pídanoslo."), **NEXT},
    ),
    "error_summary": ({"form": wrong_form("summary")},),
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
    "plain_head": (
        {"title": HEAD},
        {"title": LONG, "id": "ph2", "work": True},
        {"title": "Sweet potatoes", "lang": "en", "lead": DOCK},
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
}
