"""A list that comes by the office: put by in the private folder, read by the worker, looked at, and taken in by the worker."""

import io
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop, override

from directory.lists.applying import Overtaken
from directory.lists.choosing import Choice, profile_of_choice, propose_choice
from directory.lists.importing import File, import_table
from directory.lists.models import Edition, SavedProfile, Upload
from directory.lists.outcomes import Outcome, Report, write_report
from directory.lists.profile_files import BadProfile
from directory.lists.records import read_list
from directory.lists.tables import NotATable
from ground.outbox import enqueue

if TYPE_CHECKING:
    from directory.people.models import User

MOST_BYTES = 25 * 1024 * 1024
READ = "lists.read"
UNDO = "lists.undo"
KEPT = timedelta(days=30)
UNFINISHED = timedelta(days=7)
# Translated where they are shown.
_OVERTAKEN = gettext_noop(
    "Other people were writing to the same entries at that moment. Nothing was taken in. Please try again."
)
_UNFORESEEN = gettext_noop(
    "This stopped half way, and nothing was taken in. Please try again. If it stops once more, tell whoever looks after the site."
)
_OF_EACH, _LONGEST_REMARK = 4, 200
_State = Upload.State


class NotNow(Exception):
    """The upload is not in a state for that: somebody else was faster."""


def private() -> Storage:
    """The folder that no address leads to."""
    return storages["originals"]


def take_file(*, name: str, content: bytes, wanted: str, by: "User") -> Upload:
    """Raises NotATable and BadProfile, with what is wrong; then nothing is kept."""
    choice = propose_choice(read_list(content), file_name=name, wanted=wanted)
    upload = Upload(file_name=name[:200], digest=sha256(content).hexdigest(), choice=choice, made_by=by)
    upload.path = private().save(f"lists/{upload.public_id}", ContentFile(content))
    upload.save()
    return upload


@transaction.atomic
def look_at(*, upload: Upload, choice: Choice, save_as: str, by: "User") -> None:
    """Let the worker read it as chosen, and keep nothing. `save_as` names the choice for the next time. Raises NotNow."""
    _begin(upload, _State.CHECKING, {_State.NEW, _State.CHECKED, _State.FAILED}, choice=choice)
    if save_as:
        SavedProfile.objects.update_or_create(name=save_as, defaults={"choice": choice, "saved_by": by})


@transaction.atomic
def take_in(*, upload: Upload) -> None:
    """Let the worker take it in. Raises NotNow."""
    _begin(upload, _State.APPLYING, {_State.CHECKED})


def choose_again(*, upload: Upload) -> None:
    """Raises NotNow."""
    if not Upload.objects.filter(pk=upload.pk, state__in=[_State.CHECKED, _State.FAILED]).update(state=_State.NEW):
        raise NotNow


def drop(*, upload: Upload) -> None:
    """Its files go too. What is being worked on stays, and so does what was taken in. Raises NotNow."""
    busy = [_State.CHECKING, _State.APPLYING, _State.APPLIED]
    if not Upload.objects.filter(pk=upload.pk).exclude(state__in=busy).delete()[0]:
        raise NotNow
    _delete_files(upload)


def _begin(upload: Upload, to: Upload.State, start: set[Upload.State], **more: Any) -> None:
    found = Upload.objects.select_for_update().filter(pk=upload.pk, state__in=start, edition__isnull=True).first()
    if found is None:
        raise NotNow
    for name, value in more.items():
        setattr(found, name, value)
    found.state, found.rows_read, found.error, found.runs = to, 0, "", found.runs + 1
    found.save()
    enqueue(READ, {"upload": found.pk}, key=f"{READ}:{found.pk}:{found.runs}")


def carry_out(pk: int) -> None:
    """The worker's part; may be called twice. What is wrong is told on the file's page, and not tried again: a person decides. What nobody
    foresaw is raised as well, so that it stands in the log.
    """
    upload = (
        Upload.objects.filter(pk=pk, state__in=[_State.CHECKING, _State.APPLYING]).select_related("made_by").first()
    )
    if upload is None:
        return
    try:
        with override(upload.made_by.language if upload.made_by else settings.LANGUAGE_CODE):
            report = _import(upload)
            _report(upload, report)
    except (NotATable, BadProfile, FileNotFoundError) as error:
        _fail(pk, str(error))
    except Overtaken:
        _fail(pk, _OVERTAKEN)
    except Exception:
        _fail(pk, _UNFORESEEN)
        raise


def _fail(pk: int, why: str) -> None:
    """What was taken in is taken in."""
    busy = Upload.objects.filter(pk=pk, state__in=[_State.CHECKING, _State.APPLYING])
    busy.update(state=_State.FAILED, error=why)


def _report(upload: Upload, report: Report) -> None:
    with private().open(_report_path(upload), "wb") as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        write_report(report.outcomes, text)
    told = {
        "counts": {**report.counts, "gone": report.gone},
        "sample": _sample(report),
        "rows_all": len(report.outcomes),
    }
    Upload.objects.filter(pk=upload.pk).update(**told)
    Upload.objects.filter(pk=upload.pk, state=_State.CHECKING).update(state=_State.CHECKED)


def _import(upload: Upload) -> Report:
    with private().open(upload.path) as file:
        content = file.read()

    def progress(rows: int) -> None:
        Upload.objects.filter(pk=upload.pk).update(rows_read=rows)

    def applied(edition: Edition) -> None:
        Upload.objects.filter(pk=upload.pk).update(state=_State.APPLIED, edition=edition)

    return import_table(
        read_list(content),
        profile_of_choice(upload.choice),
        list_name=upload.choice["list"],
        file=File(upload.file_name, upload.digest, upload.made_by),
        is_rehearsal=upload.state == _State.CHECKING,
        progress=progress,
        applied=applied,
    )


def report_of(upload: Upload) -> bytes:
    """CSV. Raises FileNotFoundError once it went."""
    with private().open(_report_path(upload)) as file:
        content: bytes = file.read()
    return content


def clear() -> None:
    """Files go after thirty days, and with them what was never taken in."""
    now = timezone.now()
    old = Upload.objects.filter(made__lt=now - UNFINISHED).exclude(state=_State.APPLIED)
    for upload in [*old, *Upload.objects.filter(made__lt=now - KEPT).exclude(path="")]:
        _delete_files(upload)
    old.delete()
    Upload.objects.filter(made__lt=now - KEPT).update(path="")


def _delete_files(upload: Upload) -> None:
    for path in filter(None, (upload.path, _report_path(upload))):
        private().delete(path)


def _report_path(upload: Upload) -> str:
    return f"lists/{upload.public_id}-report"


def _sample(report: Report) -> list[list[Any]]:
    """The first rows of each outcome: line, name, outcome, remarks."""
    seen: dict[str, list[Outcome]] = {}
    for one in report.outcomes:
        rows = seen.setdefault(one.outcome, [])
        if len(rows) < _OF_EACH:
            rows.append(one)
    return [[one.line, one.name, one.outcome, one.remarks[:_LONGEST_REMARK]] for rows in seen.values() for one in rows]
