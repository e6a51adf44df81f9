"""The desk opens on today: what to accept, what to pack, what to hand over."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.coops.models import Cooperative
from directory.coops.rights import Capability
from directory.people.signed_in import me
from marketplace.desk.frame import at_desk, held_by, render_desk
from marketplace.desk.shown import OrderShown
from marketplace.fulfilment.spoken import day_words, order_by, weekday
from marketplace.fulfilment.windows import Window, windows_of
from marketplace.orders.selectors import Waiting, today_of

SHOWN = 10


@dataclass(frozen=True)
class Job:
    """One kind of work: how many orders wait for it, the first of them, and the button that does it."""

    state: str
    what: str
    count: int
    orders: list[OrderShown]
    step: str
    button: str
    allowed: bool

    @property
    def is_new(self) -> bool:
        """Orders nobody has answered yet stand on rose: somebody waits for a yes."""
        return self.state == "new"

    @property
    def more(self) -> int:
        return self.count - len(self.orders)


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Straight to the only co-op, or a choice of them."""
    coops = list(Cooperative.objects.filter(memberships__user=me(request)).distinct())
    if not coops:
        raise Http404
    if len(coops) == 1:
        return redirect("desk_today", coops[0].slug)
    return render(request, "desk/choose.html", {"coops": coops})


@require_safe
@at_desk(Capability.SEE_DESK)
def today(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    held = held_by(coop)
    windows = windows_of([coop.pk])[coop.pk]
    context = {
        "heading": day_words(timezone.localdate()),
        "jobs": _jobs(coop, held) if Capability.PACK in held else None,
        "cutoff": order_by(windows[0]) if windows else "",
        "next_cutoff": _next_cutoff(windows),
        "pack_days": [(window.day, day_words(window.day)) for window in _first_of_each_day(windows)[:2]],
    }
    return render_desk(request, coop, "today.html", context)


def _jobs(coop: Cooperative, held: frozenset[Capability]) -> list[Job]:
    work = today_of(coop, first=SHOWN)
    sells = Capability.WORK_ORDERS in held

    def job(state: str, what: str, waiting: Waiting, step: str, button: str, *, allowed: bool) -> Job:
        return Job(state, what, waiting.count, [OrderShown(o) for o in waiting.orders], step, button, allowed)

    jobs = (
        job("new", _("To accept"), work.to_accept, "desk_order_accept", _("Accept"), allowed=sells),
        job("accepted", _("To pack"), work.to_pack, "desk_order_ready", _("Packed and ready"), allowed=True),
        job("ready", _("To hand over"), work.to_hand_over, "desk_order", _("Hand it over"), allowed=sells),
    )
    return [job for job in jobs if job.count]


def _next_cutoff(windows: list[Window]) -> str:
    """ "Next cut-off Thursday." or "" where the co-op hands over nowhere in the coming days."""
    if not windows:
        return ""
    first = min(windows, key=lambda window: window.cutoff)
    return _("Next cut-off %(day)s.") % {"day": weekday(first.local_cutoff)}


def _first_of_each_day(windows: list[Window]) -> list[Window]:
    return list({window.day: window for window in reversed(windows)}.values())[::-1]
