"""A list by the office: seen before it is taken in, by the worker, with a report of each row, and undone with a button."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from directory.coops.models import Cooperative, Place, Source
from directory.lists import tasks, uploads
from directory.lists.applying import Overtaken
from directory.lists.choosing import AS_SAID, profile_of_choice, propose_choice
from directory.lists.importing import import_organisations
from directory.lists.models import Edition, SavedProfile, Upload
from directory.lists.records import read_list
from directory.lists.uploads import clear
from directory.people.models import User
from directory.people.roles import NetworkRole, give_role
from ground.outbox import OutboxTask, run_due
from tests.directory.lists.samples import BREAD, HEAD, SEED
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
BAD = "9,,2 Square,Flora,MS,39071,,\n"
FORMULA = "8,=1+1,2 Square,Flora,MS,39071,,\n"
MISSISSIPPI = Path(settings.BASE_DIR) / "directory/coops/data/mississippi.csv"


@pytest.fixture(autouse=True)
def _files_of_this_test(settings: Any, tmp_path: Path) -> None:
    backend, where = "django.core.files.storage.FileSystemStorage", tmp_path / "private"
    settings.STORAGES = settings.STORAGES | {"originals": {"BACKEND": backend, "OPTIONS": {"location": where}}}


@pytest.fixture
def coordinator(client: Client) -> User:
    user = UserFactory()
    give_role(user, NetworkRole.COORDINATOR)
    client.force_login(user)
    return user


def bring(client: Client, content: str | bytes = HEAD + BREAD + SEED + BAD + FORMULA, **more: str) -> Upload:
    raw = content.encode() if isinstance(content, str) else content
    answer = client.post("/office/lists/", {"file": SimpleUploadedFile("Our List.csv", raw), **more})
    assert answer.status_code == 302, answer.content.decode()
    return Upload.objects.first()


def page(upload: Upload) -> str:
    return f"/office/lists/files/{upload.public_id}/"


def typed(client: Client, upload: Upload) -> dict[str, str]:
    """What the page of columns proposes."""
    form = client.get(page(upload)).context["form"]
    return {name: str(form[name].value() or "") for name in form.fields if name != "published"}


def look(client: Client, upload: Upload, **more: str) -> Upload:
    answer = client.post(page(upload), typed(client, upload) | {"what": "look"} | more)
    assert answer.status_code == 302, answer.content.decode()
    run_due()
    upload.refresh_from_db()
    return upload


def test_from_the_file_to_the_entries_and_back(client: Client, coordinator: User) -> None:
    upload = bring(client)
    assert typed(client, upload)["column_name"] == "name"
    upload = look(client, upload)
    assert (upload.state, upload.counts["new"], upload.counts["refused"]) == ("checked", 3, 1)
    assert not Cooperative.objects.exists()
    shown = client.get(page(upload)).content.decode()
    assert "Morning Bakery" in shown
    assert "without a name" in shown

    client.post(page(upload), {"what": "take"})
    assert "Rows read so far" in client.get(page(upload)).content.decode()
    run_due()
    upload.refresh_from_db()
    assert (upload.state, upload.edition, upload.rows_read) == ("applied", Edition.objects.get(), 4)
    assert (upload.edition.taken_by, upload.edition.file_name, upload.edition.list) == (
        coordinator,
        "Our List.csv",
        "our-list",
    )
    assert Cooperative.objects.count() == 3

    client.post(f"/office/lists/imports/{upload.edition.pk}/undo/")
    assert "Being undone" in client.get("/office/lists/").content.decode()
    run_due()
    assert "Undone on" in client.get("/office/lists/").content.decode()
    assert not any(table.objects.exists() for table in (Cooperative, Place, Source))


def test_the_report_has_a_line_for_each_row_and_no_formula(client: Client, coordinator: User) -> None:
    upload = look(client, bring(client))
    answer = client.get(f"{page(upload)}report.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="our-list-report.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[2:4] for row in rows[1:]] == [
        ["Morning Bakery", "new"],
        ["Seed Savers", "new"],
        ["", "refused"],
        ["'=1+1", "new"],
    ]


def test_what_is_said_of_a_row_is_said_in_the_words_of_who_brought_it(client: Client, coordinator: User) -> None:
    User.objects.filter(pk=coordinator.pk).update(language="es")
    upload = look(client, bring(client))
    shown = client.get(f"/es{page(upload)}").content.decode()
    assert "sin nombre" in shown
    assert "without a name" not in shown


def test_a_person_changes_what_was_proposed_and_saves_it_under_a_name(client: Client, coordinator: User) -> None:
    content = "who;number;town;call\nPan;1;Oviedo;601 555 0100\n"
    upload = bring(client, content.replace("who", "Nombre").replace("town", "Ciudad"))
    chosen = {"column_phone": "call", "list": "Lista nueva", "otherwise": "worker", "country": "es", "save_as": "ours"}
    upload = look(client, upload, **chosen)
    assert upload.choice["list"] == "lista-nueva"
    client.post(page(upload), {"what": "take"})
    run_due()
    coop = Cooperative.objects.get()
    assert (coop.kind, coop.phone, coop.places.get().country) == ("worker", "", "ES")

    again = bring(client, content.replace("who", "Nombre").replace("town", "Ciudad"), profile="saved:ours")
    again = look(client, again, published="on")
    assert again.counts["changed"] == 1
    assert SavedProfile.objects.get().choice["list"] == "lista-nueva"


def test_a_saved_profile_serves_the_command_too(client: Client, coordinator: User, tmp_path: Path) -> None:
    look(client, bring(client), save_as="ours")
    (tmp_path / "list.csv").write_text(HEAD + BREAD)
    out = io.StringIO()
    call_command("import_organisations", tmp_path / "list.csv", profile="ours", stdout=out)
    assert out.getvalue().splitlines()[-1] == "1 new, 0 changed, 0 unchanged, 0 to review, 0 refused"
    assert Source.objects.get().list == "our-list"


def test_a_known_list_keeps_what_its_profile_says() -> None:
    table = read_list(MISSISSIPPI.read_bytes())
    choice = propose_choice(table, file_name="mississippi.csv")
    assert (choice["base"], choice["list"], choice["columns"]["region"]) == ("us-south", "us-south", "state")
    import_organisations(MISSISSIPPI.read_bytes())
    again = import_organisations(MISSISSIPPI.read_bytes(), list_name=choice["list"], profile=profile_of_choice(choice))
    assert str(again) == "0 new, 0 changed, 168 unchanged, 0 to review, 0 refused"


def test_a_field_of_several_columns_stays_as_its_profile_says() -> None:
    table = read_list(
        b'{"type": "FeatureCollection", "features": [{"properties": {"name": "x", "_id": 1, "addr:street": "y"}}]}'
    )
    choice = propose_choice(table, file_name="x", wanted="solidarity-map")
    assert choice["columns"]["street"] == AS_SAID
    assert profile_of_choice(choice).feeds["street"].columns == ("addr:street", "addr:housenumber")


@pytest.mark.parametrize(
    "content", [b"who,what\nA,B\n", b"\x00" * 90, b'{"type": "Nothing"}', b"sku,name,city\n1,2,3\n"]
)
def test_what_is_no_list_of_organisations_says_so_and_is_not_kept(
    client: Client, coordinator: User, content: bytes
) -> None:
    answer = client.post("/office/lists/", {"file": SimpleUploadedFile("x.csv", content)})
    assert answer.status_code == 422
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_refused(
    client: Client, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.lists.forms.MOST_BYTES", 10)
    answer = client.post("/office/lists/", {"file": SimpleUploadedFile("x.csv", (HEAD + BREAD).encode())})
    assert "25 are the most" in answer.content.decode()


def test_without_a_column_of_names_nothing_is_read(client: Client, coordinator: User) -> None:
    upload = bring(client)
    answer = client.post(page(upload), typed(client, upload) | {"what": "look", "column_name": "", "list": "-"})
    assert answer.status_code == 422
    assert "Choose the column with the names." in answer.content.decode()
    assert not OutboxTask.objects.exists()


def test_the_file_lies_where_no_address_leads_and_goes_after_a_while(
    client: Client, coordinator: User, tmp_path: Path
) -> None:
    upload = look(client, bring(client))
    private = uploads.private()
    assert private.exists(upload.path)
    assert Path(private.path(upload.path)).is_relative_to(tmp_path / "private")
    client.post(page(upload), {"what": "take"})
    run_due()
    Upload.objects.update(made=timezone.now() - timedelta(days=29))
    clear()
    assert private.exists(upload.path)
    Upload.objects.update(made=timezone.now() - timedelta(days=31))
    clear()
    assert not private.exists(upload.path)
    assert client.get(f"{page(upload)}report.csv").status_code == 404
    assert client.get(page(upload)).status_code == 200


def test_what_was_never_taken_in_goes_after_a_week(client: Client, coordinator: User) -> None:
    upload = bring(client)
    Upload.objects.update(made=timezone.now() - timedelta(days=8))
    clear()
    assert not Upload.objects.exists()
    assert not uploads.private().exists(upload.path)


def test_thrown_away(client: Client, coordinator: User) -> None:
    upload = look(client, bring(client))
    client.post(page(upload), {"what": "drop"})
    assert not Upload.objects.exists()
    assert not uploads.private().exists(upload.path)


def test_pressed_twice_it_is_taken_in_once(client: Client, coordinator: User) -> None:
    upload = look(client, bring(client))
    for _press in range(2):
        client.post(page(upload), {"what": "take"})
    run_due()
    uploads.carry_out(upload.pk)
    client.post(page(upload), {"what": "take"})
    run_due()
    assert Edition.objects.count() == 1


def test_a_file_that_went_meanwhile_is_told_and_not_tried_again(client: Client, coordinator: User) -> None:
    upload = look(client, bring(client))
    uploads.private().delete(upload.path)
    client.post(page(upload), {"what": "take"})
    run_due()
    upload.refresh_from_db()
    assert upload.state == "failed"
    assert OutboxTask.objects.filter(state="done").count() == OutboxTask.objects.count()


def test_an_import_that_others_built_on_says_so_at_once(client: Client, coordinator: User) -> None:
    first = import_organisations((HEAD + BREAD).encode(), list_name="ours")
    import_organisations((HEAD + SEED).encode(), list_name="ours")
    answer = client.post(f"/office/lists/imports/{first.edition}/undo/", follow=True)
    assert "Undo them first" in answer.content.decode()
    assert Edition.objects.get(pk=first.edition).undo_asked is None


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Overtaken, "Other people were writing"),
        (RuntimeError, "stopped half way"),
        (IntegrityError, "stopped half way"),
    ],
)
def test_what_goes_wrong_without_anybody_having_foreseen_it_can_be_tried_again(
    client: Client, coordinator: User, monkeypatch: pytest.MonkeyPatch, error: type[Exception], told: str
) -> None:
    def breaks(*_args: Any, **_more: Any) -> None:
        raise error

    upload = look(client, bring(client))
    with monkeypatch.context() as broken:
        broken.setattr(uploads, "import_table", breaks)
        client.post(page(upload), {"what": "take"})
        for hour in range(3):
            run_due(now=timezone.now() + timedelta(hours=hour))
    upload.refresh_from_db()
    assert upload.state == "failed"
    assert told in client.get(page(upload)).content.decode()
    client.post(page(upload), {"what": "again"})
    upload.refresh_from_db()
    assert look(client, upload).state == "checked"


@pytest.mark.parametrize("error", [Overtaken, RuntimeError])
def test_an_undo_that_failed_can_be_asked_for_again(
    client: Client, coordinator: User, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def breaks(**_more: Any) -> None:
        raise error

    edition = Edition.objects.get(pk=import_organisations((HEAD + BREAD).encode(), list_name="ours").edition)
    with monkeypatch.context() as broken:
        broken.setattr(tasks, "undo", breaks)
        client.post(f"/office/lists/imports/{edition.pk}/undo/")
        run_due()
    for hour in range(3):
        run_due(now=timezone.now() + timedelta(hours=hour))
    edition.refresh_from_db()
    assert (edition.undo_asked, edition.undone) == (None, None)
    client.post(f"/office/lists/imports/{edition.pk}/undo/")
    run_due()
    edition.refresh_from_db()
    assert edition.undone is not None
