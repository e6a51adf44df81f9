"""`manage.py import_organisations`: says how it reads a list, what became of each row, and the sum at the end."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.coops.models import Cooperative, Place, Source
from directory.lists import importing
from directory.lists.models import Edition
from directory.lists.undoing import undo
from ground.models import OutboxTask

pytestmark = pytest.mark.django_db
HEAD = "source,source_id,name,type,street,city,state,zip,lat,lon,website\n"
GOOD = "usda-fm,1,Canton Farmers Market,Farmers market,1 Square,Canton,MS,39046,32.6,-90.0,http://canton.example/\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "our list.csv"
    path.write_text(HEAD + GOOD + "usda-fm,2,,Farmers market,,,,,,,\n" + "usda-fm,3,=1+1,Market,,,,,0,0,\n")
    return path


def run(file: Path, **options: object) -> list[str]:
    out = StringIO()
    call_command("import_organisations", file, stdout=out, **options)
    return out.getvalue().splitlines()


def test_each_row_that_is_not_as_it_should_be_is_named_and_the_last_line_is_the_sum(file: Path) -> None:
    lines = run(file)
    assert lines[:3] == [
        "Read with the profile us-south.",
        "line 3: not taken, without a name",
        "line 4: coordinates “0, 0” are not a place and were dropped",
    ]
    assert lines[-1] == "2 new, 0 changed, 0 unchanged, 0 to review, 1 refused"


def test_a_dry_run_says_the_same_and_keeps_nothing(file: Path) -> None:
    lines = run(file, dry_run=True)
    assert lines[-1] == "2 new, 0 changed, 0 unchanged, 0 to review, 1 refused"
    assert "nothing was kept" in lines[-2]
    assert not any(model.objects.exists() for model in (Cooperative, Place, Source, OutboxTask))
    assert run(file)[-1] == lines[-1]


def test_the_report_has_a_line_for_each_row_and_no_formula(file: Path, tmp_path: Path) -> None:
    run(file, report=tmp_path / "report.csv")
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as told:
        assert list(csv.reader(told)) == [
            ["line", "id", "name", "outcome", "remarks"],
            ["2", "1", "Canton Farmers Market", "new", ""],
            ["3", "2", "", "refused", "without a name"],
            ["4", "3", "'=1+1", "new", "coordinates “0, 0” are not a place and were dropped"],
        ]


def test_a_report_that_cannot_be_written_is_said_before_anything_is_imported(file: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        run(file, report=tmp_path / "none" / "report.csv")
    with pytest.raises(CommandError, match="over the list"):
        run(file, report=file)
    assert file.read_text().startswith(HEAD)
    assert not Cooperative.objects.exists()


def test_it_says_what_it_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "none.csv")
    (tmp_path / "bad.csv").write_text("who;what\nA;B\n")
    with pytest.raises(CommandError, match=r"There are: who, what\. .*--profile my-list\.toml"):
        run(tmp_path / "bad.csv")
    with pytest.raises(CommandError, match=r"There are: .*us-south"):
        run(tmp_path / "bad.csv", profile="unheard-of")
    (tmp_path / "bad.toml").write_text("list = [")
    with pytest.raises(CommandError, match="is not TOML"):
        run(tmp_path / "bad.csv", profile=str(tmp_path / "bad.toml"))
    with pytest.raises(CommandError, match="these are missing: marketname, fmid"):
        run(tmp_path / "bad.csv", profile="usda-farmers-markets")


def test_a_list_without_a_source_column_may_be_named(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("source_id,name,type\n1,Canton Market,Farmers market\n")
    run(file, dataset="our-own")
    assert Source.objects.get().dataset == "our-own"


def test_a_list_that_nobody_described_is_read_as_proposed_and_the_proposal_can_be_saved(tmp_path: Path) -> None:
    file = tmp_path / "Cooperativas 2024.csv"
    text = "Nombre;Dirección;Ciudad;Código Postal;Latitud;Longitud;Tipo;Página Web;Descripción\n"
    text += "Café Ñandú;Calle Mayor 1;Oviedo;01001;43,361;-5,849;Trabajo asociado;nandu.example;Es una cooperativa de la ciudad\n"
    file.write_bytes(text.encode("cp1252"))
    lines = run(file)
    coop, place, source = Cooperative.objects.get(), Place.objects.get(), Source.objects.get()
    assert (coop.name, coop.kind, coop.website) == ("Café Ñandú", "worker", "http://nandu.example")
    assert (coop.about_en, coop.about_es) == ("", "Es una cooperativa de la ciudad")
    assert (place.city, place.postcode, place.lat, place.lon, place.country) == ("Oviedo", "01001", 43.361, -5.849, "")
    assert (source.dataset, source.title) == ("cooperativas-2024", "cooperativas-2024")
    assert run(file)[-1] == "0 new, 0 changed, 1 unchanged, 0 to review, 0 refused"

    saved = tmp_path / "saved.toml"
    begins, ends = (
        lines.index(line)
        for line in ('list = "cooperativas-2024"', next(filter(lambda x: x.startswith("otherwise"), lines)))
    )
    saved.write_text("\n".join(lines[begins : ends + 1]))
    assert run(file, profile=str(saved))[-1] == "0 new, 0 changed, 1 unchanged, 0 to review, 0 refused"


def test_a_profile_of_ones_own_says_what_a_list_is(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(
        """
        list = "ours"
        id_from = ["name", "city"]
        contacts_are_published = true
        [columns]
        name = "Who"
        street = ["No", "Road"]
        city = "Town"
        website = { first = ["Site", "Shop"] }
        phone = "Call"
        [kind]
        column = "What"
        separator = "/"
        otherwise = "collective"
        [kind.values]
        "bread" = "worker"
        [always]
        country = "MX"
        [lists.ours]
        title = "Our own list"
        url = "https://ours.example/"
        as_of = 2024-05-01
        """
    )
    file = tmp_path / "list.tsv"
    file.write_text(
        "Who\tNo\tRoad\tTown\tSite\tShop\tCall\tWhat\nPan\t1\tMain\tCanton\t\thttps://pan.example\t601 555 0100\tfish / Bread\n"
    )
    run(file, profile=str(tmp_path / "ours.toml"))
    coop, place, source = Cooperative.objects.get(), Place.objects.get(), Source.objects.get()
    assert (coop.kind, coop.website, coop.phone) == ("worker", "https://pan.example", "601 555 0100")
    assert (place.street, place.country) == ("1 Main", "MX")
    assert (source.title, source.as_of.isoformat()) == ("Our own list", "2024-05-01")


def test_a_geojson_is_a_list(tmp_path: Path) -> None:
    file = tmp_path / "map.geojson"
    point = {"type": "Point", "coordinates": [-90.1, 32.3]}
    features = [
        {"type": "Feature", "properties": {"name": f"Co-op {number}"}, "geometry": point} for number in range(3)
    ]
    features.append(
        {"type": "Feature", "properties": {"name": "Line"}, "geometry": {"type": "LineString", "coordinates": []}}
    )
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    assert run(file)[-1] == "3 new, 0 changed, 0 unchanged, 0 to review, 1 refused"
    assert set(Place.objects.values_list("lat", "lon")) == {(32.3, -90.1)}


def test_the_work_of_a_batch_does_not_grow_with_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_BATCH", 100)

    def asked(count: int, *, name: str, outcome: str) -> int:
        file = tmp_path / f"{count}.csv"
        rows = [GOOD.replace(",1,", f",{number},", 1) for number in range(count)]
        file.write_text((HEAD + "".join(rows)).replace("Canton Farmers", name))
        with CaptureQueriesContext(connection) as queries:
            assert f"{count} {outcome}" in run(file)[-1]
        return len(queries)

    Cooperative.objects.all().delete()
    few = asked(100, name="Canton", outcome="new")
    undo(edition=Edition.objects.get())
    assert asked(200, name="Canton", outcome="new") - few <= 5
    few = asked(100, name="Flora", outcome="changed")
    assert asked(200, name="Clinton", outcome="changed") - few <= 9


def test_an_import_is_undone_by_its_number(file: Path) -> None:
    lines = run(file)
    number = Edition.objects.get().pk
    assert lines[-2].endswith(f"It is import {number}: manage.py undo_import {number} takes it back.")
    out = StringIO()
    call_command("undo_import", number, stdout=out)
    assert out.getvalue().splitlines() == ["2 removed, 0 restored, 0 kept"]
    assert not any(model.objects.exists() for model in (Cooperative, Place, Source))
    with pytest.raises(CommandError, match="undone already"):
        call_command("undo_import", number)
    with pytest.raises(CommandError, match=f"no import {number + 1}"):
        call_command("undo_import", number + 1)
    out = StringIO()
    call_command("undo_import", stdout=out)
    assert ", undone " in out.getvalue()
    assert run(file)[-1] == "2 new, 0 changed, 0 unchanged, 0 to review, 1 refused"
