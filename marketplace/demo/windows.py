"""Where and when the invented co-ops hand over. Rules by the week, so there is always a coming day."""

from datetime import time

from directory.coops.models import Cooperative, Weekday
from marketplace.fulfilment.models import PickupPlace, WindowRule

DOCK, PORCH, AT_HOME = "Poplar Street dock", "Learning House porch", "At your place"

PLACES = (
    PickupPlace(
        name_en=DOCK,
        name_es="Muelle de la calle Poplar",
        street="600 Poplar Street (demo)",
        postcode="39202",
        lat=32.311,
        lon=-90.179,
        door_en="The dock is behind the grocery. Ramp on the left side. Bus 4 stops at the corner. Someone will carry for you.",
        door_es="El muelle está detrás de la tienda. Rampa del lado izquierdo. El autobús 4 para en la esquina. Hay quien le ayude a cargar.",
        is_demo=True,
    ),
    PickupPlace(
        name_en=PORCH,
        name_es="Porche de Learning House",
        street="70 Pearl Street (demo)",
        postcode="39203",
        lat=32.2983,
        lon=-90.1993,
        door_en="On the front porch, no steps from the driveway. Ring if nobody is outside.",
        door_es="En el porche de enfrente, sin escalones desde la entrada de autos. Toque el timbre si no hay nadie afuera.",
        is_demo=True,
    ),
    PickupPlace(
        name_en=AT_HOME,
        name_es="En su casa",
        comes_to_buyer=True,
        door_en="We come to you. Tell us the address and anything we should know, such as a dog or a gate.",
        door_es="Nosotros vamos a usted. Díganos la dirección y lo que debamos saber, como un perro o un portón.",
        is_demo=True,
    ),
)

_SATURDAY = (DOCK, Weekday.SATURDAY, time(9), time(12), 2, time(18))
_WEDNESDAY = (PORCH, Weekday.WEDNESDAY, time(16), time(18), 2, time(18))


def _visits(*days: Weekday) -> tuple[tuple[str, Weekday, time, time, int, time], ...]:
    return tuple((AT_HOME, day, time(8), time(13), 2, time(12)) for day in days)


_D = Weekday
RULES = {
    "three-creeks-growers": (_SATURDAY, _WEDNESDAY),
    "brown-hen-egg-co-op": (_SATURDAY, _WEDNESDAY),
    "pecan-alley-growers": (_SATURDAY,),
    "honey-road-beekeepers": (_SATURDAY,),
    "long-row-mill": (_SATURDAY, _WEDNESDAY),
    "morning-shift-bakery": (_SATURDAY, _WEDNESDAY),
    "red-clay-soap-works": (_SATURDAY,),
    "straight-stitch-sewing": (_SATURDAY, _WEDNESDAY),
    "spoke-and-chain": (_SATURDAY,),
    "long-table-catering": (_SATURDAY,),
    "type-high-print-shop": (_SATURDAY, _WEDNESDAY),
    "borrow-and-bring-tool-library": (_SATURDAY,),
    "little-hands-childcare": (_SATURDAY,),
    "learning-house": (_WEDNESDAY, *_visits(_D.FRIDAY)),
    "plain-ledger-bookkeeping": (_WEDNESDAY,),
    "two-mules-lawn-and-land": _visits(_D.TUESDAY, _D.THURSDAY),
    "night-and-day-home-care": _visits(_D.MONDAY, _D.WEDNESDAY, _D.FRIDAY),
    "clean-slate-cleaners": _visits(_D.MONDAY, _D.THURSDAY),
    "sure-foot-movers": _visits(_D.FRIDAY, _D.SATURDAY),
}


def load_windows() -> None:
    places = {place.name_en: place for place in PickupPlace.objects.bulk_create(PLACES)}
    coops = {coop.slug: coop for coop in Cooperative.objects.filter(slug__in=RULES)}
    WindowRule.objects.bulk_create(
        WindowRule(
            coop=coops[slug],
            place=places[place],
            weekday=weekday,
            starts=starts,
            ends=ends,
            cutoff_days=days,
            cutoff_time=cutoff,
        )
        for slug, rules in RULES.items()
        for place, weekday, starts, ends, days, cutoff in rules
    )
