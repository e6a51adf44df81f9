"""What the coordinator sees of lists: pairs and differences side by side, decided with one press and taken back with another."""

import pytest
from django.test import Client

from directory.coops.models import Cooperative
from directory.coops.services import edit_profile
from directory.lists.differences import waiting as waiting_differences
from directory.lists.doubles import waiting
from directory.lists.models import Likeness, Merge
from directory.people.models import User
from directory.people.roles import NetworkRole, give_role
from tests.directory.lists.samples import BREAD, SEED, TOOLS, take
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
NEAR = "78,Morning Bakery,,Canton,MS,,http://other.example/,\n"


@pytest.fixture
def coordinator(client: Client) -> User:
    user = UserFactory()
    give_role(user, NetworkRole.COORDINATOR)
    client.force_login(user)
    return user


def pair() -> int:
    take(BREAD)
    take(NEAR, name="theirs")
    return waiting().get().pk


def test_the_page_of_imports_says_what_became_of_each(client: Client, coordinator: User) -> None:
    take(BREAD, SEED)
    take(BREAD, TOOLS)
    page = client.get("/office/lists/").content.decode()
    assert "1 new, 0 changed, 1 unchanged, 1 no longer in it" in page


def test_a_pair_stands_side_by_side_and_says_why(client: Client, coordinator: User) -> None:
    number = pair()
    listed = client.get("/office/lists/doubles/").content.decode()
    assert "60 of 100 like <bdi>Morning Bakery</bdi>" in listed
    page = client.get(f"/office/lists/doubles/{number}/").content.decode()
    assert "the names 50, the same town 15, another web address -5" in page
    assert "<td>http://other.example/</td><td>https://bread.example/</td>" in page
    assert page.count('class="differs"') == 1
    assert "<td>Listed</td><td>Listed</td>" in page
    assert "<td>Not in the network</td><td>Not in the network</td>" in page


def test_a_pair_says_which_is_hidden_or_suspended(client: Client, coordinator: User) -> None:
    number = pair()
    right = Likeness.objects.get(pk=number).right
    Cooperative.objects.filter(pk=right.pk if right else 0).update(state="hidden", standing="suspended")
    page = client.get(f"/office/lists/doubles/{number}/").content.decode()
    assert "<td>Listed</td><td>Hidden</td>" in page
    assert "<td>Not in the network</td><td>Suspended</td>" in page


def test_phones_stand_side_by_side_as_people_write_them(client: Client, coordinator: User) -> None:
    number = pair()
    pair_now = Likeness.objects.get(pk=number)
    Cooperative.objects.filter(pk__in=[pair_now.left_id, pair_now.right_id]).update(phone="+16015550142")
    page = client.get(f"/office/lists/doubles/{number}/").content.decode()
    assert "<td>601-555-0142</td><td>601-555-0142</td>" in page


@pytest.mark.parametrize(
    ("decision", "stays"), [("right", "https://bread.example/"), ("left", "http://other.example/")]
)
def test_made_one_and_two_again(client: Client, coordinator: User, decision: str, stays: str) -> None:
    number = pair()
    client.post(f"/office/lists/doubles/{number}/", {"decision": decision})
    assert Cooperative.objects.get(state="listed").website == stays
    assert "Nothing waits." in client.get("/office/lists/doubles/").content.decode()
    assert client.get(f"/office/lists/doubles/{number}/").status_code == 302
    client.post(f"/office/lists/merges/{Merge.objects.get().pk}/undo/")
    assert Cooperative.objects.filter(state="listed").count() == 2
    assert waiting().count() == 1


def test_kept_apart(client: Client, coordinator: User) -> None:
    number = pair()
    for _twice in range(2):
        answer = client.post(f"/office/lists/doubles/{number}/", {"decision": "apart"}, follow=True)
    assert "Someone else has decided this meanwhile." in answer.content.decode()
    assert (waiting().count(), Cooperative.objects.filter(state="listed").count()) == (0, 2)


def test_a_merge_that_is_refused_says_why(client: Client, coordinator: User) -> None:
    number = pair()
    for coop in Cooperative.objects.all():
        MembershipFactory(cooperative=coop)
    answer = client.post(f"/office/lists/doubles/{number}/", {"decision": "right"}, follow=True)
    assert "Both have people, a standing or orders." in answer.content.decode()
    assert not Merge.objects.exists()


def test_a_difference_is_taken_or_ours_is_kept(client: Client, coordinator: User) -> None:
    take(BREAD, SEED)
    for coop in Cooperative.objects.all():
        edit_profile(coop=coop, by=UserFactory(), changes={"website": f"https://{coop.slug}.example/"})
    take(BREAD.replace("bread", "new"), SEED.replace("seed", "new"))
    page = client.get("/office/lists/differences/").content.decode()
    assert "<td>https://morning-bakery.example/</td><td>https://new.example/</td>" in page
    for difference, decision in zip(waiting_differences(), ("take", "keep"), strict=True):
        client.post(f"/office/lists/differences/{difference.pk}/", {"decision": decision})
    assert set(Cooperative.objects.values_list("website", flat=True)) == {
        "https://new.example/",
        "https://seed-savers.example/",
    }
    assert "Nothing waits." in client.get("/office/lists/differences/").content.decode()


@pytest.mark.parametrize("page", ["", "doubles/", "differences/"])
def test_the_work_of_a_page_does_not_grow(
    client: Client, coordinator: User, page: str, django_assert_max_num_queries: object
) -> None:
    rows = "".join(BREAD.replace("1,Morning", f"{n},Morning{n}") for n in range(12))
    take(rows)
    for coop in Cooperative.objects.all():
        edit_profile(coop=coop, by=UserFactory(), changes={"website": f"https://{coop.slug}.example/"})
    take(rows.replace("bread", "new"))
    take(rows.replace("1 Square", "").replace("39046", ""), name="theirs")
    with django_assert_max_num_queries(14):
        client.get(f"/office/lists/{page}")
