"""A list that the coordinator brings: which column is what, what it would do, and taking it in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directory.lists import uploads
from directory.lists.forms import ColumnsForm
from directory.lists.models import Edition, Upload
from directory.lists.office_views import for_coordinator, show
from directory.lists.profile_files import BadProfile
from directory.lists.records import read_list
from directory.lists.tables import NotATable, Table
from directory.lists.undoing import CannotUndo, check
from directory.people.signed_in import me
from ground.outbox import enqueue

UNPROCESSABLE = 422
_BUSY = {Upload.State.CHECKING, Upload.State.APPLYING}


@for_coordinator
def upload(request: HttpRequest, public_id: str) -> HttpResponse:
    """One page, which shows what its state asks for. `what` is the button that was pressed."""
    this = get_object_or_404(Upload.objects.select_related("edition"), public_id=public_id)
    if request.method == "POST" and request.POST.get("what") != "look":
        return _act(request, this, request.POST.get("what", ""))
    if this.state == Upload.State.NEW:
        return _columns(request, this)
    if request.method == "POST":
        return redirect("office_upload", this.public_id)
    context = {"upload": this, "is_busy": this.state in _BUSY, "has_report": bool(this.counts and this.path)}
    return show(request, "upload.html", context, tab="lists")


def _columns(request: HttpRequest, this: Upload) -> HttpResponse:
    try:
        form = ColumnsForm(_table(this), this.choice, request.POST if request.method == "POST" else None)
    except (NotATable, BadProfile) as error:
        return show(request, "upload.html", {"upload": this, "wrong": str(error)}, tab="lists")
    if form.is_bound and form.is_valid():
        try:
            choice = form.choice()
            uploads.look_at(upload=this, choice=choice, save_as=form.cleaned_data["save_as"], by=me(request))
        except uploads.NotNow:
            messages.error(request, _("Someone else has decided this meanwhile."))
        return redirect("office_upload", this.public_id)
    status = UNPROCESSABLE if form.is_bound else 200
    return show(request, "columns.html", {"upload": this, "form": form}, tab="lists", status=status)


def _table(this: Upload) -> Table:
    try:
        with uploads.private().open(this.path) as file:
            return read_list(file.read())
    except (FileNotFoundError, IsADirectoryError):
        raise Http404 from None


def _act(request: HttpRequest, this: Upload, what: str) -> HttpResponse:
    try:
        if what == "take":
            uploads.take_in(upload=this)
        elif what == "again":
            uploads.choose_again(upload=this)
        elif what == "drop":
            uploads.drop(upload=this)
            messages.success(request, _("Thrown away. Nothing of it was taken in."))
            return redirect("office_lists")
    except uploads.NotNow:
        messages.error(request, _("Someone else has decided this meanwhile."))
    return redirect("office_upload", this.public_id)


@require_safe
@for_coordinator
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    this = get_object_or_404(Upload, public_id=public_id)
    try:
        content = uploads.report_of(this)
    except FileNotFoundError:
        raise Http404 from None
    headers = {"Content-Disposition": f'attachment; filename="{this.choice["list"]}-report.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
@for_coordinator
def undo_import(request: HttpRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(Edition, pk=pk)
    try:
        check(edition)
    except CannotUndo as refusal:
        messages.error(request, str(refusal))
    else:
        if Edition.objects.filter(pk=pk, undo_asked__isnull=True).update(undo_asked=timezone.now()):
            enqueue(uploads.UNDO, {"edition": pk, "by": me(request).pk})
        messages.success(request, _("It is being undone. What people changed since stays."))
    return redirect("office_lists")
