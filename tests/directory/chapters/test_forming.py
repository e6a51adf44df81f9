"""Forming a chapter: proposed by anybody, decided by the coordinator."""

import pytest
from django.urls import reverse

from directory.chapters import forming, tokens
from directory.chapters.models import Chapter, Erasure, Organiser, Proposal
from directory.people.models import User
from directory.people.recent import SESSION_KEY
from ground.models import AuditEvent, OutboxTask, SealedKey

pytestmark = pytest.mark.django_db
FORM = {
    "chapter_name": "Sandbar Friends", "place": "atlanta ga", "reason": "We read the Plan.\nWe want to help.", "people": "3",
    "name": "Juniper", "email": "juniper@example.org", "language": "en",
}  # fmt: skip


def propose(client, **changes):
    return client.post(reverse("chapter_start"), FORM | changes)


@pytest.fixture
def proposal(client, post):
    propose(client)
    return Proposal.objects.select_related("key").get()


@pytest.fixture
def office(client, proposal, coordinator):
    client.force_login(coordinator)
    return reverse("office_chapter_proposal", args=[proposal.public_id])


def test_a_proposal_is_sealed_and_its_link_shows_how_it_stands(client, post):
    answer = propose(client)
    proposal = Proposal.objects.get()
    assert (proposal.city, proposal.region, proposal.country, proposal.people) == ("Atlanta", "GA", "US", 3)
    assert "uniper" not in str(Proposal.objects.values().get()) + str(list(OutboxTask.objects.values()))
    page = client.get(answer.url).content.decode()
    assert "Sandbar Friends" in page and "decides within 30 days" in page and "uniper" not in page
    assert post.last().to == ["juniper@example.org"]
    # Each is signed at a moment of its own.
    assert post.link("/applied/").split(":")[0] == answer.url.split(":")[0]
    assert "Sandbar Friends" in client.get(post.link("/applied/")).content.decode()


def test_a_place_nobody_knows_is_kept_as_written(client):
    propose(client, place="Hinterland, Far Country")
    assert (Proposal.objects.get().city, Proposal.objects.get().region) == ("Hinterland, Far Country", "")


@pytest.mark.parametrize(
    ("field", "value"),
    [("chapter_name", ""), ("chapter_name", "A\nB"), ("place", ""), ("reason", ""), ("reason", "x" * 5001), ("people", "1"),
     ("people", "1000000000"), ("people", "two"), ("people", ""), ("name", ""), ("email", "juniper"), ("language", "xx")],
)  # fmt: skip
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(client, field, value):
    page = propose(client, **{field: value})
    assert page.context["form"].errors.keys() == {field}
    if field != "reason":
        assert "We want to help." in page.content.decode()
    assert Proposal.objects.count() == SealedKey.objects.count() == 0


def test_an_altered_link_says_nothing(client, proposal):
    assert client.get("/chapters/applied/x/").status_code == 404
    other = tokens.make(tokens.INVITED, proposal.public_id)
    assert client.get(reverse("chapter_applied", args=[other])).status_code == 404


def test_the_office_is_the_coordinators(client, proposal):
    urls = [reverse("office_chapters"), reverse("office_chapter_proposal", args=[proposal.public_id])]
    for url in urls:
        assert client.get(url).url.startswith("/account/login/")
    client.force_login(User.objects.create_user(email="ruth@example.org"))
    for url in urls:
        assert client.get(url).status_code == 403
    assert client.post(urls[1], {"decision": "accept", "city": "Atlanta"}).status_code == 403
    assert Proposal.objects.get().state == "sent"


def test_the_oldest_proposal_comes_first(client, coordinator, django_assert_max_num_queries):
    client.force_login(coordinator)
    for n in range(9):
        propose(client, chapter_name=f"Chapter {n}")
    with django_assert_max_num_queries(12):
        page = client.get(reverse("office_chapters"))
    assert [row.chapter_name for row in page.context["waiting"]] == [f"Chapter {n}" for n in range(9)]


def test_who_proposes_is_shown_by_a_press_that_is_written_down(client, office, proposal, coordinator):
    assert "juniper@example.org" not in client.get(office).content.decode()
    assert not AuditEvent.objects.exists()
    assert "juniper@example.org" in client.post(office, {"look": "1"}).content.decode()
    seen = AuditEvent.objects.get()
    assert (seen.actor, seen.action, seen.details) == (coordinator, "proposer seen", {})
    session = client.session
    session[SESSION_KEY] = 1
    session.save()
    assert "juniper@example.org" not in client.post(office, {"look": "1"}).content.decode()


def test_who_looks_in_the_middle_of_deciding_keeps_the_words_so_far(client, office):
    looked = client.post(office, {"look": "1", "city": "Natchez", "reason": "Too far for us."})
    assert "juniper@example.org" in looked.text
    assert "Too far for us." in looked.text
    assert 'value="Natchez"' in looked.text


def test_yes_makes_the_chapter_and_an_invitation(client, office, proposal, post):
    client.post(office, {"decision": "accept", "city": "Atlanta", "region": "ga", "country": "us"})
    chapter = Chapter.objects.get()
    assert (chapter.name, chapter.slug, chapter.city, chapter.region) == (
        "Sandbar Friends",
        "sandbar-friends",
        "Atlanta",
        "GA",
    )
    assert (chapter.lat, chapter.lon) == (33.749, -84.388)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.chapter) == ("accepted", chapter)
    assert AuditEvent.objects.get(action="chapter proposal accepted").subject_id == str(proposal.pk)
    invitation = post.link("/invited/")
    juniper = User.objects.create_user(email="other@example.org")
    client.logout()
    assert client.get(invitation).url.startswith("/account/login/")
    client.force_login(juniper)
    assert client.get(invitation).status_code == 200
    assert not Organiser.objects.exists()
    assert client.post(invitation).url == "/organise/sandbar-friends/"
    assert Organiser.objects.get().user == juniper
    assert SealedKey.objects.get(pk=proposal.key_id).destroyed is not None
    client.force_login(User.objects.create_user(email="thief@example.org"))
    assert client.get(invitation).status_code == client.post(invitation).status_code == 404


def test_an_invitation_that_is_too_old_or_altered_says_nothing(client, office, proposal, post, time_machine):
    time_machine.move_to("2026-11-24T12:00:00Z", tick=True)
    client.post(office, {"decision": "accept", "city": "Atlanta"})
    invitation = post.link("/invited/")
    assert client.get(invitation[:-3] + "/").status_code == 404
    time_machine.move_to("2027-01-24T12:00:00Z")
    client.force_login(User.objects.create_user(email="late@example.org"))
    assert client.get(invitation).status_code == 404


def test_yes_makes_an_account_with_that_confirmed_email_organiser_at_once(client, office, proposal, post):
    juniper = User.objects.create_user(email="juniper@example.org", email_verified=True)
    client.post(office, {"decision": "accept", "city": "Atlanta", "region": "GA"})
    assert Organiser.objects.get().user == juniper
    assert post.link("/organise/") == "/organise/sandbar-friends/"
    assert SealedKey.objects.get(pk=proposal.key_id).destroyed is not None


def test_an_unconfirmed_email_makes_nobody_organiser(client, office, post):
    User.objects.create_user(email="juniper@example.org")
    client.post(office, {"decision": "accept", "city": "Atlanta", "region": "GA"})
    assert not Organiser.objects.exists() and post.link("/invited/")


def test_no_needs_a_reason_and_erases_who_asked(client, office, proposal, post):
    applied = post.link("/applied/")
    page = client.post(office, {"decision": "decline", "reason": ""})
    assert page.context["form"].errors.keys() == {"reason"}
    assert Proposal.objects.get().state == "sent"
    client.post(office, {"decision": "decline", "reason": "There is one in your town."})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer) == ("declined", "There is one in your town.")
    assert "There is one in your town." in post.last().body
    assert SealedKey.objects.get(pk=proposal.key_id).destroyed is not None
    assert Erasure.objects.get().subject == proposal.public_id
    assert "There is one in your town." in client.get(applied).content.decode()
    assert "erased" in client.post(office, {"look": "1"}).content.decode()


def test_a_proposal_is_decided_once(client, office, proposal, coordinator):
    client.post(office, {"decision": "decline", "reason": "No."})
    client.post(office, {"decision": "accept", "city": "Atlanta"})
    assert Proposal.objects.get().state == "declined" and not Chapter.objects.exists()
    with pytest.raises(forming.AlreadyDecided):
        forming.accept(proposal=proposal, actor=coordinator, city="X", region="", country="US")


@pytest.mark.parametrize("name", ["Start", "Sandbar Friends", "川の友", "!!!"])
def test_each_chapter_gets_an_address_of_its_own(client, coordinator, name):
    Chapter.objects.create(name="Sandbar Friends", slug="sandbar-friends", city="X")
    propose(client, chapter_name=name)
    proposal = Proposal.objects.select_related("key").get()
    chapter = forming.accept(proposal=proposal, actor=coordinator, city="Atlanta", region="GA", country="US")
    page = client.get(chapter.get_absolute_url())
    assert page.status_code == 200 and page.context["chapter"] == chapter
