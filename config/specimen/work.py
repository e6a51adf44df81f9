"""The desk of a co-op and the office of the network."""

from config.specimen.forms import nine_places
from config.specimen.things import COOP, DOCK, LONG, MARK, PHOTO, STEPS, TASK, State, two

WORK: dict[str, tuple[State, ...]] = {
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
    "focal": ({"field": nine_places()["point"], "exact": "", "photo": PHOTO, "whole": PHOTO["src"]},),
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
    "progress": ({"steps": STEPS[:1]}, {"steps": STEPS}),
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
}
