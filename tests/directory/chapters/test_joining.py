"""Joining: a name of one's choice, an e-mail, a link that works once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from directory.chapters import joining, tokens
from directory.chapters.models import Erasure, Supporter
from directory.chapters.organising import name_of
from ground.models import OutboxTask, SealedKey

pytestmark = pytest.mark.django_db
FORM = {"name": "Cypress", "email": "cypress@example.org", "language": "en"}


def ask(client, chapter, **changes):
    return client.post(chapter.get_absolute_url(), FORM | changes)


def test_asking_sends_a_link_and_the_link_and_a_press_join(client, river, post):
    assert ask(client, river).url == "/chapters/riverbend/asked/"
    assert Supporter.objects.get().state == "asked"
    confirm = post.link("/confirm/")
    assert client.get(confirm).status_code == 200
    assert Supporter.objects.get().state == "asked"  # programs that read mail follow links
    joined = client.post(confirm, {"name": "Cypress"})
    supporter = Supporter.objects.get()
    assert supporter.state == "joined" and supporter.joined is not None
    assert "You have joined Riverbend Friends" in client.get(joined.url).content.decode()
    assert post.last().subject == "You are in Riverbend Friends"


@pytest.mark.parametrize("name", ["Inés Peña", "🌻🌻", "ليلى من النهر", "R. from the east side", "<script>x</script>"])
def test_any_name_in_any_script_is_fine(client, river, post, name):
    ask(client, river, name=name)
    page = client.get(post.link("/confirm/"))
    assert page.context["form"]["name"].value() == name
    assert "<script>x" not in page.content.decode()
    assert name_of(Supporter.objects.get()) == name


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "Cy\r\nBcc: all@example.org"),
        ("name", "x" * 61),
        ("email", ""),
        ("email", "cypress"),
        ("email", "a@b.org, c@d.org"),
        ("email", "cy@example.org\nBcc: x@example.org"),
        ("email", '"odd quotes"@example.org'),
        ("language", "fr"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_the_rest_is_kept(client, river, field, value):
    page = ask(client, river, **{field: value})
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {field}
    html = page.content.decode()
    assert f'id="id_{field}_error"' in html and 'aria-invalid="true"' in html
    assert Supporter.objects.count() == OutboxTask.objects.count() == SealedKey.objects.count() == 0


def test_an_email_that_is_in_already_gets_the_same_answer_and_a_letter(client, river, joins, post):
    joins(river)
    before = Supporter.objects.values().get()
    again = ask(client, river, name="Somebody else", email="CYPRESS@example.org")
    fresh = ask(client, river, email="new@example.org")
    assert (again.status_code, again.url) == (fresh.status_code, fresh.url)
    assert Supporter.objects.filter(pk=before["id"]).values().get() == before
    subjects = {(letter.to[0], letter.subject) for letter in post.letters()}
    assert ("cypress@example.org", "You are in Riverbend Friends already") in subjects


def test_the_pages_after_asking_are_equal_to_the_last_letter(client, river, joins):
    joins(river)
    pages = [
        client.get(ask(client, river, email=email).url).content for email in ("cypress@example.org", "n@example.org")
    ]
    assert pages[0] == pages[1]


def test_somebody_is_not_written_to_again_and_again(client, river, joins, post):
    for _ in range(5):
        ask(client, river)
    assert len(post.letters()) == 1
    client.post(post.link("/confirm/"), {"name": "Cypress"})
    for _ in range(3):
        ask(client, river)
    assert [letter.subject for letter in post.letters()].count("You are in Riverbend Friends already") == 1


def test_asking_again_later_makes_the_first_link_worthless(client, river, post, time_machine):
    time_machine.move_to("2026-11-24T12:00:00Z")
    ask(client, river)
    first = post.link("/confirm/")
    time_machine.move_to("2026-11-24T12:11:00Z")
    ask(client, river, name="Juniper")
    second = post.link("/confirm/")
    assert client.get(first).status_code == 404
    assert client.get(second).context["form"]["name"].value() == "Juniper"


def test_the_owner_of_the_email_has_the_last_word_on_the_name(client, river, post):
    ask(client, river, name="A rude name")
    client.post(post.link("/confirm/"), {"name": "Cypress"})
    assert name_of(Supporter.objects.get()) == "Cypress"


def test_an_altered_or_late_link_says_nothing(client, river, post, time_machine):
    time_machine.move_to("2026-11-24T12:00:00Z")
    ask(client, river)
    link = post.link("/confirm/")
    wrong_purpose = reverse("chapter_confirm", args=[tokens.make(tokens.LEAVE, Supporter.objects.get().public_id)])
    for url in (link[:-3] + "x/", link.replace("confirm/", "confirm/x"), wrong_purpose, "/chapters/confirm/x/"):
        assert client.get(url).status_code == 404
        assert client.post(url, {"name": "x"}).status_code == 404
    ask(client, river, email="late@example.org")
    late = post.link("/confirm/")
    time_machine.move_to("2026-11-27T12:00:01Z")
    assert client.get(late).status_code == client.post(late, {"name": "x"}).status_code == 404


def test_a_link_used_again_says_that_it_did_its_work_and_names_nobody(client, river, post, time_machine):
    time_machine.move_to("2026-11-24T12:00:00Z")
    ask(client, river)
    link = post.link("/confirm/")
    leave = client.post(link, {"name": "Cypress"}).url
    for again in (client.get(link), client.post(link, {"name": "Other"})):
        assert again.status_code == 200
        assert "You have confirmed already" in again.text and "Riverbend Friends" in again.text
        assert "Cypress" not in again.text and 'name="name"' not in again.text
    assert name_of(Supporter.objects.get()) == "Cypress"
    assert client.get(link[:-3] + "x/").status_code == 404
    time_machine.move_to("2026-11-27T12:00:01Z")
    assert client.get(link).status_code == 404
    client.post(leave.replace("joined", "leave"))
    time_machine.move_to("2026-11-24T13:00:00Z")
    assert client.get(link).status_code == 404, "who has left was never here"


def test_an_empty_name_at_the_link_is_told_and_joins_nobody(client, river, post):
    ask(client, river)
    page = client.post(post.link("/confirm/"), {"name": ""})
    assert page.context["form"].errors.keys() == {"name"}
    assert Supporter.objects.get().state == "asked"


def test_two_presses_at_once_join_once(river, client):
    ask(client, river)
    supporter = Supporter.objects.select_related("key", "chapter").get()
    joining.confirm(supporter=supporter, name="Cypress")
    with pytest.raises(joining.NotWaiting):
        joining.confirm(supporter=supporter, name="Other")
    assert name_of(Supporter.objects.get()) == "Cypress"


def test_one_can_be_in_two_chapters_and_nothing_joins_the_two_rows(client, river, lake, joins):
    one, two = joins(river), joins(lake)
    assert one.blind_email != two.blind_email and one.key_id != two.key_id


def test_letters_are_in_the_language_chosen(client, river, joins, post):
    joins(river, language="es")
    assert "/es/chapters/leave/" in post.last().body


def test_who_never_used_the_link_is_erased_after_a_week(client, river, joins):
    joins(river)
    ask(client, river, email="late@example.org")
    late = Supporter.objects.get(state="asked")
    Supporter.objects.update(asked=late.asked - timedelta(days=8))
    assert joining.forget_unconfirmed() == 1
    assert Supporter.objects.get().state == "joined"
    assert SealedKey.objects.get(pk=late.key_id).destroyed is not None
    assert Erasure.objects.get().subject == late.public_id


def test_nobody_joins_a_closed_chapter(client, river, post):
    ask(client, river)
    link = post.link("/confirm/")
    river.state = "closed"
    river.save()
    page = client.get(river.get_absolute_url())
    assert page.status_code == 200 and "This chapter has closed" in page.content.decode()
    assert "<form method" not in page.content.decode().split("<main")[1].split("</main")[0]
    assert ask(client, river, email="b@example.org").status_code == 404
    assert client.get(link).status_code == 404


def test_a_machine_that_asks_and_asks_is_stopped(client, river):
    answers = [ask(client, river, email=f"a{n}@example.org").status_code for n in range(11)]
    assert answers == [302] * 10 + [429]
