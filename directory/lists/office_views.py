"""The coordinator and the public lists: what differs from what people wrote, and what may be one organisation twice."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from directory.lists import compared
from directory.lists import differences as waiting_differences
from directory.lists import doubles as waiting_doubles
from directory.lists.differences import AlreadyDecided, decide
from directory.lists.forms import UploadForm
from directory.lists.merging import CannotMerge, keep_apart, merge, unmerge
from directory.lists.models import Difference, Edition, Likeness, Merge, Upload
from directory.lists.profile_files import BadProfile
from directory.lists.tables import NotATable
from directory.lists.uploads import take_file
from directory.people.signed_in import coordinator, me
from directory.people.typed import put_back, sign_in_first

PAGE = 20
UNPROCESSABLE = 422
P = ParamSpec("P")
_OfficeView = Callable[Concatenate[HttpRequest, P], HttpResponse]


class _View(Protocol[P]):
    def __call__(self, request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse: ...


def for_coordinator(view: _OfficeView[P]) -> _View[P]:
    """Signed out: to the sign-in; signed in without being the coordinator: 403."""

    @never_cache
    @sign_in_first
    @wraps(view)
    def respond(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        coordinator(request)
        return view(request, *args, **kwargs)

    return respond


def show(request: HttpRequest, template: str, context: dict[str, Any], *, tab: str, status: int = 200) -> HttpResponse:
    tabs = [
        ("lists", reverse("office_lists"), _("Imports"), None),
        ("doubles", reverse("office_doubles"), _("Twice?"), waiting_doubles.waiting().count()),
        ("differences", reverse("office_differences"), _("Differences"), waiting_differences.waiting().count()),
    ]
    named = [{"url": url, "label": label, "count": count, "current": name == tab} for name, url, label, count in tabs]
    return render(request, f"lists/{template}", put_back(request, context | {"tabs": named}), status=status)


@for_coordinator
def lists(request: HttpRequest) -> HttpResponse:
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        try:
            file = form.cleaned_data["file"]
            wanted, content = form.cleaned_data["profile"], file.read()
            taken = take_file(name=file.name, content=content, wanted=wanted, by=me(request))
        except (NotATable, BadProfile) as error:
            form.add_error("file", str(error))
        else:
            return redirect("office_upload", taken.public_id)
    editions = Edition.objects.select_related("taken_by").prefetch_related("uploads")
    page = Paginator(editions, PAGE).get_page(request.GET.get("page"))
    open_files = Upload.objects.exclude(state=Upload.State.APPLIED)[:PAGE]
    context = {"page": page, "form": form, "files": open_files}
    return show(request, "lists.html", context, tab="lists", status=UNPROCESSABLE if form.is_bound else 200)


@require_safe
@for_coordinator
def differences(request: HttpRequest) -> HttpResponse:
    page = Paginator(waiting_differences.waiting().prefetch_related("cooperative__places"), PAGE).get_page(
        request.GET.get("page")
    )
    found = [{"difference": one, "lines": [line := compared.of_difference(one)], "term": line.term} for one in page]
    return show(request, "differences.html", {"page": page, "found": found}, tab="differences")


@require_POST
@for_coordinator
def decide_difference(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Difference, pk=pk)
    try:
        take = request.POST.get("decision") == "take"
        decide(difference=found, take=take, by=me(request))
    except AlreadyDecided:
        messages.error(request, _("Someone else has decided this meanwhile."))
    else:
        messages.success(request, _("Taken over.") if take else _("Ours stays. The list will not ask that again."))
    return redirect("office_differences")


@require_safe
@for_coordinator
def doubles(request: HttpRequest) -> HttpResponse:
    page = Paginator(waiting_doubles.waiting(), PAGE).get_page(request.GET.get("page"))
    pairs = [{"pair": pair, "reasons": compared.reasons(pair)} for pair in page]
    merged = Merge.objects.filter(undone__isnull=True).select_related("kept", "absorbed", "made_by")[:PAGE]
    return show(request, "doubles.html", {"page": page, "pairs": pairs, "merged": merged}, tab="doubles")


@for_coordinator
def double(request: HttpRequest, pk: int) -> HttpResponse:
    """`decision` is the entry that stays, `left` or `right`, or `apart`."""
    pair = get_object_or_404(Likeness.objects.select_related("left", "right"), pk=pk)
    if request.method == "POST":
        return _decide(request, pair, request.POST.get("decision", ""))
    if pair.left is None or pair.right is None or pair.state != Likeness.State.WAITING:
        messages.info(request, _("This pair is decided."))
        return redirect("office_doubles")
    context = {"pair": pair, "reasons": compared.reasons(pair), "lines": compared.side_by_side(pair.left, pair.right)}
    return show(request, "double.html", context, tab="doubles")


def _decide(request: HttpRequest, pair: Likeness, decision: str) -> HttpResponse:
    sides = {"left": (pair.left, pair.right), "right": (pair.right, pair.left)}
    kept, absorbed = sides.get(decision, (None, None))
    try:
        if decision == "apart":
            keep_apart(likeness=pair, by=me(request))
            messages.success(request, _("They stay two. No list will ask that again."))
        elif kept and absorbed:
            merge(kept=kept, absorbed=absorbed, by=me(request), likeness=pair)
            messages.success(request, _("One entry now: %(coop)s.") % {"coop": kept})
    except AlreadyDecided:
        messages.error(request, _("Someone else has decided this meanwhile."))
    except CannotMerge as refusal:
        messages.error(request, str(refusal))
        return redirect("office_double", pair.pk)
    return redirect("office_doubles")


@require_POST
@for_coordinator
def undo_merge(request: HttpRequest, pk: int) -> HttpResponse:
    done = get_object_or_404(Merge.objects.select_related("absorbed"), pk=pk)
    try:
        unmerge(merge=done, by=me(request))
    except CannotMerge as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(coop)s has its own page again.") % {"coop": done.absorbed})
    return redirect("office_doubles")
