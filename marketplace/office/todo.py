"""The office opens on what is to be done, oldest promise first."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directory.people.signed_in import me
from ground import audit, outbox
from ground.outbox import OutboxTask
from marketplace.fulfilment.spoken import day_words
from marketplace.office.frame import in_office, render_office
from marketplace.office.queue import queue


@require_safe
@in_office
def todo(request: HttpRequest) -> HttpResponse:
    return render_office(request, "todo.html", {"queue": queue(), "today": day_words(timezone.localdate())})


@in_office
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_object_or_404(OutboxTask, pk=pk)
    if outbox.retry(task=task):
        audit.record(actor=me(request), action="task retried", subject=f"task:{pk}", kind=task.kind)
        messages.success(request, _("It is tried again now."))
    else:
        messages.warning(request, _("Somebody did it already."))
    return redirect("office")


@in_office
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_object_or_404(OutboxTask, pk=pk)
    if outbox.dismiss(task=task):
        audit.record(actor=me(request), action="task dismissed", subject=f"task:{pk}", kind=task.kind)
        messages.success(request, _("Taken off the list. It was not done."))
    else:
        messages.warning(request, _("Somebody did it already."))
    return redirect("office")
