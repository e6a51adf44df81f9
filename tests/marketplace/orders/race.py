"""Buyers who press the button in the same moment, as processes of their own on a database of their own.

    python -m tests.marketplace.orders.race prepare BUYERS PIECES       carts with one of the last pieces each
    python -m tests.marketplace.orders.race buy guarded|careless MOMENT FORM,FORM…   a thread for each FORM (cart:key)
    python -m tests.marketplace.orders.race count                       what came of it

`careless` is what a shop does without the guard: read the stock, look whether it is enough, save it less.
"""

import json
import os
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from directory.coops.acting import Buyer  # noqa: E402
from marketplace.cart.models import Cart  # noqa: E402
from marketplace.cart.quote import quote  # noqa: E402
from marketplace.catalog.models import Stock  # noqa: E402
from marketplace.ledger.invariants import check_invariants  # noqa: E402
from marketplace.orders import checkout  # noqa: E402
from marketplace.orders.models import Line, Purchase  # noqa: E402
from tests.marketplace.trade import RUTH, Shopper, good, seller  # noqa: E402


def prepare(buyers, pieces):
    greens = good(seller(), stock=int(pieces))
    return [Shopper().puts(greens).cart.public_id for _ in range(int(buyers))]


def careless(cart, _now, buyer, contact, choices, key):
    now = quote(cart, buyer, choices.windows)
    if now.troubles:
        raise checkout.Changed(now)
    time.sleep(0.05)
    for line in now.lines:
        stock = line.variant.stock
        stock.available -= line.quantity
        stock.save()
    with transaction.atomic():
        return checkout._write(now, buyer, contact, choices, key)


def buy(guard, moment, *forms):
    if guard == "careless":
        checkout._reserve = careless
    with ThreadPoolExecutor(len(forms)) as pool:
        return Counter(pool.map(lambda form: _press(float(moment), *form.split(":")), forms))


def _press(moment, cart_id, key):
    try:
        cart = Cart.objects.get(public_id=cart_id)
        now = quote(cart, Buyer())
        windows = {part.coop.pk: part.window.key for part in now.parts}
        choices = checkout.Choices(windows=windows, addresses={}, gateway="pickup", total=500)
        time.sleep(max(0, moment - time.time()))
        checkout.place(cart=cart, buyer=Buyer(), contact=RUTH, choices=choices, key=key)
    except checkout.Changed:
        return "told"
    except Exception as trouble:  # noqa: BLE001 - what else happened is what the test wants to know
        return repr(trouble)
    finally:
        connection.close()
    return "bought"


def count():
    return {
        "left": Stock.objects.get().available,
        "sold": sum(Line.objects.values_list("quantity", flat=True)),
        "purchases": Purchase.objects.count(),
        "books": check_invariants(),
    }


if __name__ == "__main__":
    answer = {"prepare": prepare, "buy": buy, "count": count}[sys.argv[1]](*sys.argv[2:])
    sys.stdout.write("\nANSWER " + json.dumps(answer) + "\n")
