"""The organiser's room: their own chapter, the names people chose, never an address."""

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from directory.chapters import organising
from directory.chapters.models import Chapter, Erasure, Organiser, Supporter
from directory.people.models import User
from directory.people.recent import SESSION_KEY
from ground.models import AuditEvent, OutboxTask, SealedKey

pytestmark = pytest.mark.django_db
NAMES, REMOVE, PAGE = "organise_names", "organise_remove", "organise_page"
LETTER = {"about": "Sunday", "text": "Bring bread.", "key": "a" * 32}


@pytest.fixture
def inside(client, organiser):
    client.force_login(organiser)
    return client


def long_ago(client):
    session = client.session
    session[SESSION_KEY] = 1
    session.save()


def urls(slug, public_id="nobody"):
    return [
        reverse("organise", args=[slug]),
        reverse(NAMES, args=[slug]),
        reverse(REMOVE, args=[slug, public_id]),
        reverse(PAGE, args=[slug]),
    ]


def test_the_room_opens_to_its_organiser_only(client, river, lake, organiser):
    neighbour = User.objects.create_user(email="oak@example.org")
    Organiser.objects.create(chapter=lake, user=neighbour)
    resident = User.objects.create_user(email="ruth@example.org")
    for who in (neighbour, resident):
        client.force_login(who)
        for url in urls("riverbend"):
            assert client.post(url, LETTER).status_code == 404
        assert client.get(reverse("organise", args=["riverbend"])).status_code == 404
    client.logout()
    for url in urls("riverbend"):
        assert client.post(url).url.startswith("/account/login/")
    assert AuditEvent.objects.filter(action="names seen").count() == 0


def test_a_room_that_does_not_exist_answers_like_one_that_is_not_yours(inside):
    assert inside.get(reverse("organise", args=["no-such"])).status_code == 404


def test_names_are_shown_without_addresses_and_each_look_is_written_down(inside, river, joins, organiser):
    joins(river, name="Zinnia 🌼", email="zinnia@example.org")
    joins(river, name="ليلى", email="laila@example.org")
    inside.post(river.get_absolute_url(), {"name": "Asked only", "email": "asked@example.org", "language": "en"})
    room = inside.get(reverse("organise", args=["riverbend"])).content.decode()
    assert "Zinnia" not in room and "2 people" in room
    page = inside.post(reverse(NAMES, args=["riverbend"]))
    html = page.content.decode()
    assert [person.name for person in page.context["people"]] == ["Zinnia 🌼", "ليلى"]
    assert "<bdi>ليلى</bdi>" in html and "example.org" not in html and "Asked only" not in html
    assert "no-store" in page.headers["Cache-Control"]
    inside.post(reverse(NAMES, args=["riverbend"]))
    looks = AuditEvent.objects.filter(action="names seen")
    assert [(look.actor, look.subject_kind, look.subject_id, look.details) for look in looks] == [
        (organiser, "chapter", str(river.pk), {})
    ] * 2
    assert "Last looked at on" in inside.get(reverse("organise", args=["riverbend"])).content.decode()


def test_looking_writes_and_so_it_is_no_get(inside, river):
    assertRedirects(inside.get(reverse(NAMES, args=["riverbend"])), reverse("organise", args=["riverbend"]))
    assert not AuditEvent.objects.filter(action="names seen").exists()


def test_without_a_fresh_sign_in_the_room_is_closed(inside, river, joins):
    supporter = joins(river)
    long_ago(inside)
    for url in urls("riverbend", supporter.public_id)[:3]:
        answer = inside.post(url, LETTER | {"step": "send", "sure": "1"})
        assert answer.status_code == 403
        html = answer.content.decode()
        assert "Sign in again" in html and "Cypress" not in html
        assert 'name="next" value="/organise/riverbend/"' in html
    assert Supporter.objects.count() == 1
    assert not AuditEvent.objects.filter(action="names seen").exists()
    assert not OutboxTask.objects.filter(kind="chapters.letter").exists()


def test_a_letter_is_shown_first_and_then_goes_to_each_alone(inside, river, lake, joins, post, organiser):
    joins(river, email="one@example.org")
    joins(river, email="two@example.org", language="es")
    joins(lake, email="elsewhere@example.org")
    post.letters()
    mail.outbox.clear()
    look = inside.post(reverse("organise", args=["riverbend"]), LETTER | {"step": "look"})
    assert "It goes to 2 people" in look.content.decode()
    assert post.letters() == []
    inside.post(reverse("organise", args=["riverbend"]), LETTER | {"step": "send"})
    letters = post.letters()
    assert sorted(letter.to for letter in letters) == [["one@example.org"], ["two@example.org"]]
    assert all("Bring bread." in letter.body and "/chapters/leave/" in letter.body for letter in letters)
    assert {letter.subject for letter in letters} == {"Sunday"}
    assert not any(letter.cc or letter.bcc or "Wren" in letter.body for letter in letters)
    wrote = AuditEvent.objects.get(action="letter to all")
    assert (wrote.actor, wrote.details) == (organiser, {})


def test_a_second_press_sends_nothing_again(inside, river, joins, post):
    joins(river)
    post.letters()
    mail.outbox.clear()
    for _ in range(2):
        inside.post(reverse("organise", args=["riverbend"]), LETTER | {"step": "send"})
    assert len(post.letters()) == 1


def test_changing_the_letter_keeps_what_was_written(inside, river, joins):
    joins(river)
    page = inside.post(reverse("organise", args=["riverbend"]), LETTER | {"step": "change"}).content.decode()
    assert "Bring bread." in page and 'value="Sunday"' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"about": "Sunday\r\nBcc: x@example.org"},
        {"about": ""},
        {"text": ""},
        {"key": "not a key"},
        {"text": "x" * 5001},
    ],
)
def test_a_wrong_letter_is_not_sent(inside, river, joins, wrong):
    joins(river)
    page = inside.post(reverse("organise", args=["riverbend"]), LETTER | {"step": "send"} | wrong)
    assert page.context["form"].errors.keys() == wrong.keys()
    assert not OutboxTask.objects.filter(kind="chapters.letter").exists()


def test_no_letter_stands_readable_in_the_outbox(inside, river, joins):
    joins(river)
    inside.post(reverse("organise", args=["riverbend"]), LETTER | {"step": "send"})
    assert "Bring bread" not in str(list(OutboxTask.objects.values()))


def test_someone_is_taken_out_after_a_second_press_and_told(inside, river, joins, post):
    supporter = joins(river)
    url = reverse(REMOVE, args=["riverbend", supporter.public_id])
    asked = inside.post(url)
    assert f"<bdi>{organising.name_of(supporter)}</bdi>" in asked.content.decode()
    assert AuditEvent.objects.filter(action=organising.SEEN, subject_id=str(river.pk)).count() == 1
    assert Supporter.objects.count() == 1
    inside.post(url, {"sure": "1"})
    assert Supporter.objects.count() == 0
    assert SealedKey.objects.get(pk=supporter.key_id).destroyed is not None
    assert Erasure.objects.get().subject == supporter.public_id
    assert post.last().subject == "You are no longer in Riverbend Friends"
    assert AuditEvent.objects.get(action="supporter removed").subject_id == str(river.pk)


def test_nobody_is_taken_out_of_another_chapter(inside, river, lake, joins):
    supporter = joins(lake)
    assert inside.post(reverse(REMOVE, args=["riverbend", supporter.public_id]), {"sure": "1"}).status_code == 404
    assert inside.post(reverse(REMOVE, args=["lakeshore", supporter.public_id]), {"sure": "1"}).status_code == 404
    assert Supporter.objects.count() == 1


def test_the_organiser_writes_the_chapters_page(inside, river):
    texts = {"language": "es", "summary": "Leemos juntos.", "meets": "Domingos", "about": "Uno.\n\nDos."}
    assert inside.post(reverse(PAGE, args=["riverbend"]), texts).url == "/chapters/riverbend/"
    river.refresh_from_db()
    assert (river.summary_es, river.source_language) == ("Leemos juntos.", "es")
    assert '<span lang="es">Leemos juntos.</span>' in inside.get("/chapters/riverbend/").content.decode()
    assert OutboxTask.objects.filter(kind="search.refresh").count() == 1


def test_the_page_is_written_in_the_language_in_which_it_is_opened(inside, river):
    river.summary_en, river.summary_es = "We read together.", "Leemos juntos."
    river.save()
    english, spanish = inside.get("/organise/riverbend/page/"), inside.get("/es/organise/riverbend/page/")
    for page, own, other in ((english, "We read together.", "Leemos"), (spanish, "Leemos juntos.", "We read")):
        assert own in page.content.decode() and other not in page.content.decode()
    assert (english.context["form"]["language"].value(), spanish.context["form"]["language"].value()) == ("en", "es")


def test_how_many_is_told_from_ten_up(client, river, joins):
    for n in range(9):
        joins(river, email=f"n{n}@example.org")
        client.defaults["REMOTE_ADDR"] = f"10.0.0.{n}"
    assert "9 people" not in client.get("/chapters/riverbend/").content.decode()
    joins(river, email="ten@example.org")
    assert "10 people" in client.get("/chapters/riverbend/").content.decode()


def test_lists_of_chapters_take_few_queries(client, river, django_assert_max_num_queries):
    Chapter.objects.bulk_create(
        Chapter(name=f"C{n}", slug=f"c{n}", city="X", region="GA", lat=33, lon=-84) for n in range(60)
    )
    for url in ("/chapters/", "/chapters/?q=Atlanta"):
        with django_assert_max_num_queries(4):
            assert client.get(url).status_code == 200


def test_a_letter_that_took_longer_than_ten_minutes_is_kept_through_the_sign_in(inside, river, organiser):
    long_ago(inside)
    room = reverse("organise", args=["riverbend"])
    answer = inside.post(room, LETTER)
    assert answer.status_code == 403
    assert "Nothing was saved yet" in answer.content.decode()
    onward = inside.post(reverse("sign_in_again"), {"next": room})
    assert onward.url.startswith("/account/login/")
    inside.force_login(organiser)
    shown = inside.get(room)
    assert shown.context["form"]["text"].value() == LETTER["text"]
    assert "We kept what you typed." in shown.content.decode()
    assert mail.outbox == []
