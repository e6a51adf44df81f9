"""Leaving: one press, and nothing of the person is left that anybody could read."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from directory.chapters import tokens
from directory.chapters.leaving import journal, replay
from directory.chapters.models import Erasure, Supporter
from ground import outbox, sealed
from ground.models import SealedKey

pytestmark = pytest.mark.django_db


def test_the_link_shows_what_will_be_erased_and_a_press_erases_it(client, river, joins, post):
    supporter = joins(river)
    link = post.link("/leave/")
    page = client.get(link).content.decode()
    assert "Leave Riverbend Friends" in page and "The name you chose" in page
    assert Supporter.objects.count() == 1  # programs that read mail follow links
    left = client.post(link)
    assert Supporter.objects.count() == 0
    key = SealedKey.objects.get(pk=supporter.key_id)
    assert key.destroyed is not None
    with pytest.raises(sealed.CannotOpenError):
        sealed.open_sealed(key, supporter.sealed_email)
    erasure = Erasure.objects.get()
    assert (erasure.subject, erasure.key_id) == (supporter.public_id, str(supporter.key_id))
    receipt = client.get(left.url).content.decode()
    assert "Your key was destroyed:" in receipt
    assert f"{supporter.public_id[:5]} {supporter.public_id[5:]}".upper() in receipt


def test_the_page_after_joining_has_the_link_too(client, river, joins):
    supporter = joins(river)
    token = tokens.make(tokens.LEAVE, supporter.public_id)
    assert (
        reverse("chapter_leave", args=[token]) in client.get(reverse("chapter_joined", args=[token])).content.decode()
    )


def test_a_used_or_altered_link_says_nothing(client, river, joins, post):
    joins(river)
    link = post.link("/leave/")
    assert client.get(link[:-2] + "/").status_code == 404
    client.post(link)
    assert client.get(link).status_code == client.post(link).status_code == 404
    assert Erasure.objects.count() == 1
    joined = link.replace("/leave/", "/joined/")
    assert client.get(joined).status_code == 404
    assert client.get("/chapters/left/x/").status_code == 404


def test_who_has_left_can_come_back_as_someone_new(client, river, joins, post):
    first = joins(river)
    client.post(post.link("/leave/"))
    second = joins(river)
    assert second.public_id != first.public_id and second.key_id != first.key_id


def test_the_link_to_leave_does_not_grow_old(client, river, joins, post, time_machine):
    joins(river)
    link = post.link("/leave/")
    time_machine.move_to("2036-01-01T00:00:00Z")
    assert client.get(link).status_code == 200


def test_one_may_be_forgotten_before_joining(client, river, post):
    client.post(river.get_absolute_url(), {"name": "Cypress", "email": "c@example.org", "language": "en"})
    client.post(post.link("/leave/"))
    assert Supporter.objects.count() == 0


def test_a_restored_backup_is_cleaned_from_the_journal(client, river, joins, post, settings, capsys):
    supporter = joins(river)
    row = Supporter.objects.values().get()
    wrapped = bytes(SealedKey.objects.get(pk=supporter.key_id).wrapped_key)
    client.post(post.link("/leave/"))
    outbox.run_due()
    assert settings.ERASURE_JOURNAL.read_text().split()[:2] == [supporter.public_id, str(supporter.key_id)]
    # The backup is older than the leaving: the row and its key are back, and the journal's table is not.
    Erasure.objects.all().delete()
    SealedKey.objects.filter(pk=supporter.key_id).update(wrapped_key=wrapped, destroyed=None)
    Supporter.objects.create(**row)
    call_command("replay_erasures")
    assert "1 rows, 1 keys" in capsys.readouterr().out
    assert Supporter.objects.count() == 0
    assert SealedKey.objects.get(pk=supporter.key_id).destroyed is not None
    assert tuple(replay(journal())) == (0, 0)


def test_a_line_of_the_journal_that_was_cut_off_stops_nothing(settings, river, joins):
    supporter = joins(river)
    settings.ERASURE_JOURNAL.write_text(f"half\n\n{supporter.public_id} {supporter.key_id} 2026-11-24T12:00Z\nxx 12-3")
    assert tuple(replay(journal())) == (1, 1)


def everything_in_the_database():
    """Every value of every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            for row in cursor.fetchall():
                for value in row:
                    yield bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def test_no_name_and_no_address_of_a_supporter_stands_readable_in_the_database(client, river, organiser, joins, post):
    joins(river, name="Zinnia Quillfeather", email="zinnia.quillfeather@example.org")
    client.force_login(organiser)
    client.post(reverse("organise_names", args=["riverbend"]))
    letter = {"about": "Bread", "text": "Bring it", "key": "a" * 32, "step": "send"}
    client.post(reverse("organise", args=["riverbend"]), letter)
    for run in range(3):
        everything = "\n".join(everything_in_the_database()).lower()
        assert "zinnia" not in everything and "quillfeather" not in everything, f"after {run} runs of the worker"
        outbox.run_due(1)
    assert post.last().to == ["zinnia.quillfeather@example.org"]
    assert "quillfeather" not in "\n".join(everything_in_the_database()).lower()


def test_nothing_of_a_supporter_is_logged(client, river, joins, post, caplog, monkeypatch):
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", lambda self: 1 / 0)
    caplog.set_level(0)
    client.post(river.get_absolute_url(), {"name": "Zinnia", "email": "zinnia@example.org", "language": "en"})
    outbox.run_due()
    assert "zinnia" not in caplog.text.lower() and "message.email" in caplog.text
