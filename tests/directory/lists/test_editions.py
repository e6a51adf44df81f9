"""An edition of a list is one step: all of it or nothing, and it can be taken back."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from directory.coops.models import Cooperative, Hours, Place, Source
from directory.coops.services import edit_profile, save_place
from directory.lists import applying, importing
from directory.lists.importing import import_organisations
from directory.lists.merging import merge
from directory.lists.models import Change, Edition
from directory.lists.undoing import CannotUndo, Undone, undo
from ground.models import OutboxTask
from tests.directory.lists.samples import BREAD, HEAD, SEED, TOOLS, everything, take
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def last() -> Edition:
    edition = Edition.objects.first()
    assert edition
    return edition


def coop(name: str) -> Cooperative:
    return Cooperative.objects.get(name=name)


def test_an_edition_says_what_it_was_and_what_became_of_it() -> None:
    report = take(BREAD, SEED)
    assert (report.edition, last().list, last().profile) == (last().pk, "ours", "proposed")
    counts = {"new": 2, "changed": 0, "unchanged": 0, "to review": 0, "refused": 0, "gone": 0}
    assert last().counts == counts
    assert len(last().digest) == 64


@pytest.mark.parametrize("where", ["add_entries", "write_entries", "add_sources", "write_history", "tell_search"])
def test_an_import_that_fails_half_way_leaves_nothing(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    take(BREAD)
    before, tasks = everything(), OutboxTask.objects.count()
    done = getattr(applying, where)

    def fails(*args: object) -> None:
        done(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(applying, where, fails)
    with pytest.raises(KeyboardInterrupt):
        take(BREAD.replace("Morning", "Evening"), SEED)
    assert everything() == before
    assert (Edition.objects.count(), Change.objects.count(), OutboxTask.objects.count()) == (1, 1, tasks)
    monkeypatch.undo()
    assert str(take(BREAD.replace("Morning", "Evening"), SEED)).startswith("1 new, 1 changed")


def test_a_row_that_breaks_the_reading_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_BATCH", 1)
    monkeypatch.setattr(importing.Plan, "_add", lambda plan, row, match: {} if row.record == "1" else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take(BREAD, SEED)
    assert everything() == [[], [], [], [], []]


@pytest.mark.sqlite
def test_a_killed_process_leaves_nothing_and_holds_nobody_up(tmp_path: Path) -> None:
    """In a database of its own; killed when the first rows stand in the directory, which another connection may not see."""
    env = {**os.environ, "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    env.pop("DATABASE_URL", None)
    script = """
import django, sys, time
django.setup()
from django.core.management import call_command
from directory.coops.models import Cooperative
from directory.lists import applying
call_command("migrate", verbosity=0)
if "stop" in sys.argv:
    done = applying.write_entries
    def stop(now):
        done(now)
        print("applied", Cooperative.objects.count(), flush=True)
        time.sleep(60)
    applying.write_entries = stop
call_command("import_organisations", sys.argv[1])
print("there", Cooperative.objects.count())
"""
    file = tmp_path / "ours.csv"
    file.write_text(HEAD + BREAD + SEED)
    command = [sys.executable, "-c", script, str(file)]
    started = subprocess.Popen([*command, "stop"], cwd=settings.BASE_DIR, env=env, stdout=subprocess.PIPE, text=True)
    assert started.stdout
    assert any(line == "applied 2\n" for line in started.stdout)
    started.send_signal(signal.SIGKILL)
    started.wait()
    begun = time.monotonic()
    again = subprocess.run(command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=True)
    assert "2 new, 0 changed" in again.stdout
    assert again.stdout.endswith("there 2\n")
    assert time.monotonic() - begun < 60


def test_an_entry_that_somebody_writes_to_meanwhile_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    take(BREAD)
    apply = importing._apply
    calls = []

    def edited_first(*args: object) -> None:
        calls.append(1)
        if len(calls) == 1:
            edit_profile(coop=Cooperative.objects.get(), by=UserFactory(), changes={"website": "https://mine.example/"})
        apply(*args)

    monkeypatch.setattr(importing, "_apply", edited_first)
    report = take(BREAD.replace("Morning", "Evening").replace("bread.example", "new.example"))
    assert len(calls) == 2
    assert str(report) == "0 new, 0 changed, 0 unchanged, 1 to review, 0 refused"
    assert (Cooperative.objects.get().name, Cooperative.objects.get().website) == (
        "Evening Bakery",
        "https://mine.example/",
    )


def test_the_staged_rows_are_gone_afterwards() -> None:
    take(BREAD)
    assert "staged_rows" not in connection.introspection.table_names()


def test_undoing_the_first_edition_leaves_nothing() -> None:
    take(BREAD, SEED)
    assert undo(edition=last()) == Undone(removed=2)
    assert everything() == [[], [], [], [], []]
    assert str(take(BREAD, SEED)).startswith("2 new")


def test_undoing_puts_back_exactly_what_was_there() -> None:
    take(BREAD, SEED)
    before = everything()
    moved = (
        SEED.replace("2 Square", "9 Square").replace("Seed Savers", "Seed Keepers").replace("seed.example", "k.example")
    )
    report = take(moved, TOOLS)
    assert (str(report), report.gone) == ("1 new, 1 changed, 0 unchanged, 0 to review, 0 refused", 1)
    assert everything() != before
    assert undo(edition=last()) == Undone(removed=1, restored=1)
    assert everything() == before


def test_undoing_leaves_what_people_did_since() -> None:
    take(BREAD)
    take(BREAD.replace("Morning", "Evening").replace("bread.example", "new.example"), SEED, TOOLS)
    edit_profile(coop=coop("Evening Bakery"), by=UserFactory(), changes={"website": "https://mine.example/"})
    MembershipFactory(cooperative=coop("Seed Savers"))
    assert undo(edition=last()) == Undone(removed=1, restored=1, kept=1)
    assert coop("Morning Bakery").website == "https://mine.example/"
    assert set(Cooperative.objects.values_list("name", flat=True)) == {"Morning Bakery", "Seed Savers"}


def test_an_address_that_somebody_wrote_since_is_not_mixed_with_the_old_one() -> None:
    take(BREAD)
    take(BREAD.replace("1 Square", "2 Oak St").replace("bread.example", "new.example"))
    place = Place.objects.get()
    place.postcode = "39047"
    save_place(coop=place.cooperative, by=UserFactory(), place=place)
    assert undo(edition=last()) == Undone(restored=1)
    place.refresh_from_db()
    assert (place.street, place.postcode, place.cooperative.website) == ("2 Oak St", "39047", "https://bread.example/")


def two_rows(name: str, website: str) -> list[str]:
    return [f"1,{name},1 Main St,Jackson,MS,39201,,\n", f"2,The Golden Loaf,2 Oak St,Canton,MS,39046,{website},\n"]


def test_two_rows_of_one_list_that_change_one_entry_lose_nothing() -> None:
    take(*two_rows("Morning Bakery", "https://b.example/"))
    kept, other = coop("Morning Bakery"), coop("The Golden Loaf")
    merge(kept=kept, absorbed=other, by=UserFactory())
    edition = two_rows("Evening Bakery", "https://c.example/")
    report = take(*edition)
    assert str(report) == "0 new, 1 changed, 1 unchanged, 0 to review, 0 refused"
    assert "take the list in once more" in report.outcomes[1].remarks
    assert str(take(*edition)) == "0 new, 1 changed, 1 unchanged, 0 to review, 0 refused"
    assert str(take(*edition)) == "0 new, 0 changed, 2 unchanged, 0 to review, 0 refused"
    kept.refresh_from_db()
    assert (kept.name, kept.website) == ("Evening Bakery", "https://c.example/")


def test_a_new_entry_with_hours_or_an_edit_stays_when_its_edition_goes() -> None:
    take(BREAD, SEED, TOOLS)
    Hours.objects.create(place=Place.objects.get(city="Canton"), weekday=0, opens="09:00", closes="10:00")
    edit_profile(coop=coop("Seed Savers"), by=UserFactory(), changes={"founded": 1999})
    assert undo(edition=last()) == Undone(removed=1, kept=2)


def test_an_edition_that_others_built_on_is_undone_after_them() -> None:
    take(BREAD)
    take(BREAD.replace("Morning", "Evening"))
    take(SEED, name="theirs")
    theirs, second, first = Edition.objects.all()
    with pytest.raises(CannotUndo, match=rf"Undo them first: {second.pk}\."):
        undo(edition=first)
    undo(edition=second)
    undo(edition=first)
    assert list(Cooperative.objects.values_list("name", flat=True)) == ["Seed Savers"]
    with pytest.raises(CannotUndo, match="undone already"):
        undo(edition=first)
    assert Edition.objects.get(pk=theirs.pk).undone is None


def test_an_undo_that_fails_undoes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    take(BREAD, SEED)
    before = everything()

    def fails() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(applying, "change_sources", fails)
    with pytest.raises(KeyboardInterrupt):
        undo(edition=last())
    assert everything() == before
    assert last().undone is None


def test_what_is_no_longer_in_the_list_is_marked_and_stays_and_may_come_back() -> None:
    take(BREAD, SEED)
    assert take(BREAD).gone == 1
    gone = Source.objects.get(record="2")
    assert gone.missing_since is not None
    assert Cooperative.objects.count() == 2
    assert take(BREAD).gone == 0
    before = everything()
    assert str(take(BREAD, SEED)) == "0 new, 0 changed, 2 unchanged, 0 to review, 0 refused"
    assert not Source.objects.filter(missing_since__isnull=False).exists()
    undo(edition=last())
    assert everything() == before


def test_a_row_that_is_refused_is_not_gone() -> None:
    take(BREAD, SEED)
    assert take(BREAD, "2,,2 Square,Flora,MS,39071,,\n").gone == 0


def test_a_rehearsal_counts_what_would_be_gone_and_keeps_nothing() -> None:
    take(BREAD, SEED)
    before = everything()
    report = import_organisations((HEAD + BREAD + TOOLS).encode(), list_name="ours", is_rehearsal=True)
    assert (str(report), report.gone) == ("1 new, 0 changed, 1 unchanged, 0 to review, 0 refused", 1)
    assert everything() == before
    assert (Edition.objects.count(), report.edition) == (1, 0)


def test_a_new_entry_has_the_clock_of_its_place_and_keeps_what_people_set() -> None:
    take(BREAD.replace("Canton,MS,39046", "Fresno,CA,93701"), SEED)
    assert dict(Cooperative.objects.values_list("name", "zone")) == {
        "Morning Bakery": "America/Los_Angeles",
        "Seed Savers": "America/Chicago",
    }
    Cooperative.objects.filter(name="Seed Savers").update(zone="America/Denver")
    take(BREAD.replace("Canton,MS,39046", "Fresno,CA,93701"), SEED.replace("2 Square", "9 Square"))
    assert Cooperative.objects.get(name="Seed Savers").zone == "America/Denver"
