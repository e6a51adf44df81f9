"""The coordinator keeps the places that co-ops share."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.fulfilment.models import PickupPlace
from tests.factories import CoopFactory, PickupPlaceFactory

pytestmark = pytest.mark.django_db

DOCK = {"name_en": "Dock", "name_es": "Muelle", "street": "600 Poplar Street", "city": "Jackson", "postcode": ""}


def test_a_shared_place_is_added_renamed_closed_and_opened_again(office):
    assert office.post("/office/places/new/", DOCK).status_code == 302
    dock = PickupPlace.objects.get(coop__isnull=True)
    office.post(f"/office/places/{dock.public_id}/", {**DOCK, "name_es": "El muelle"})
    office.post(f"/office/places/{dock.public_id}/close/")
    dock.refresh_from_db()
    assert (dock.name_es, dock.is_open) == ("El muelle", False)
    office.post(f"/office/places/{dock.public_id}/open/")
    dock.refresh_from_db()
    assert dock.is_open


def test_what_was_typed_is_kept(office):
    page = office.post("/office/places/new/", {**DOCK, "street": ""})
    assert (page.status_code, page.context["form"].errors.keys()) == (422, {"street"})
    assert 'value="Muelle"' in page.content.decode()
    assert not PickupPlace.objects.exists()


def test_work_at_the_buyers_address_has_none_to_write(office):
    visit = PickupPlaceFactory(name_en="At your place", street="", comes_to_buyer=True)
    answer = office.post(f"/office/places/{visit.public_id}/", {"name_en": "We come", "name_es": "En su casa"})
    assert answer.status_code == 302
    visit.refresh_from_db()
    assert (visit.name_en, visit.street, visit.comes_to_buyer) == ("We come", "", True)


def test_a_coops_own_place_is_not_the_offices(office):
    own = PickupPlaceFactory(coop=CoopFactory())
    assert office.get(f"/office/places/{own.public_id}/").status_code == 404
    assert own.name_en not in office.get("/office/places/").content.decode()


@pytest.mark.parametrize("rows", [2, 200])
def test_the_list_asks_at_most_12_times(office, rows):
    PickupPlace.objects.bulk_create(PickupPlace(name_en=f"Dock {n}", street="1 A Street") for n in range(rows))
    with CaptureQueriesContext(connection) as asked:
        assert office.get("/office/places/").status_code == 200
    assert len(asked) <= 12
