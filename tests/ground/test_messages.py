import smtplib
import sys

import pytest
from django.core import mail
from django.template import engines
from django.template.engine import Engine

from ground.messages import Address, Message, post, post_template, render_message, send
from ground.models import OutboxTask
from ground.outbox import State, run_due

pytestmark = pytest.mark.django_db

ANA = Address(email="ana@example.org")
PHONE = Address(phone="+16015550142")


@pytest.fixture
def templates(tmp_path, monkeypatch, settings):
    """A folder for message templates of this test."""
    folder = tmp_path / "messages"
    folder.mkdir()
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    engines.__dict__.pop("templates", None)
    Engine.get_default.cache_clear()
    yield folder
    Engine.get_default.cache_clear()


def task():
    return OutboxTask.objects.get()


def test_an_email_goes_out_with_both_parts():
    post(to=ANA, subject="Your order", text="Hello", html="<p>Hello</p>", language="es")
    assert mail.outbox == []
    run_due()
    [sent] = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["ana@example.org"], "Your order", "Hello")
    assert [(part.content, part.mimetype) for part in sent.alternatives] == [("<p>Hello</p>", "text/html")]
    assert sent.extra_headers["Content-Language"] == "es"
    assert sent.extra_headers["Message-ID"].startswith("<")


def test_a_person_without_an_email_gets_a_text_message(capsys):
    post(to=PHONE, subject="Your order", text="A long text", short="Ready at 4.")
    run_due()
    assert mail.outbox == []
    assert capsys.readouterr().out == "\nSMS to +16015550142\nReady at 4.\n"


def test_a_text_message_keeps_to_the_letters_that_phones_have_by_themselves(capsys):
    post(to=PHONE, subject="Your order", text="Ready at 4\u00a0pm.")
    run_due()
    assert capsys.readouterr().out.endswith("\nReady at 4 pm.\n")


def test_the_task_shows_neither_the_address_nor_the_text_and_forgets_both():
    post(to=ANA, subject="Subject line", text="Body line")
    written = str(task().payload)
    assert not [word for word in ("ana", "Subject", "Body") if word in written.split("gAAAA", maxsplit=1)[0]]
    assert "example" not in written
    run_due()
    assert (task().state, task().payload) == (State.DONE, {})


def test_the_same_key_is_sent_once():
    for _ in range(2):
        post(to=ANA, subject="S", text="T", key="order:1:placed")
        run_due()
    assert len(mail.outbox) == 1


def test_a_subject_cannot_bring_in_another_header():
    post(to=ANA, subject="Hello\r\nBcc: all@example.org\n", text="T")
    run_due()
    assert mail.outbox[0].subject == "Hello Bcc: all@example.org"
    assert "\nBcc:" not in mail.outbox[0].message().as_string()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"email": "ana"},
        {"email": "ana@example.org\nBcc: b@example.org"},
        {"email": "ana@example.org, b@example.org"},
        {"email": "Ana <ana@example.org>"},
        {"phone": "601 555 0142"},
        {"phone": "+1601555\n0142"},
    ],
)
def test_what_is_no_address_is_refused(wrong):
    with pytest.raises(ValueError, match=r"address|phone"):
        Address(**wrong)


def test_a_mail_server_that_is_down_is_tried_again_and_its_words_are_not_kept(monkeypatch):
    def down(self, fail_silently=False):
        raise smtplib.SMTPServerDisconnected("while writing to ana@example.org")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", down)
    post(to=ANA, subject="S", text="T")
    run_due()
    assert (task().state, task().last_error) == (State.QUEUED, "SMTPServerDisconnected")


@pytest.mark.parametrize(("code", "state"), [(550, State.FAILED), (451, State.QUEUED)])
def test_an_address_that_does_not_exist_is_not_tried_again(monkeypatch, code, state):
    def refuse(self, fail_silently=False):
        raise smtplib.SMTPRecipientsRefused({"ana@example.org": (code, b"no")})

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    post(to=ANA, subject="S", text="T")
    run_due()
    assert task().state == state
    assert "ana@" not in task().last_error


class KeepSms:
    sent = []

    def send(self, *, phone, text):
        self.sent.append((phone, text))


def test_another_sms_channel_can_be_set(settings):
    settings.SMS_CHANNEL = f"{KeepSms.__module__}.KeepSms"
    assert KeepSms.__module__ in sys.modules
    send(to=PHONE, message=Message("S", "T"))
    run_due()
    assert KeepSms.sent == [("+16015550142", "T")]


def test_a_message_is_rendered_in_its_language_and_only_the_html_is_escaped(templates):
    (templates / "order.subject.txt").write_text(
        "{% load i18n %}{% get_current_language as l %}Order\n{{ name }} {{ l }}\n"
    )
    (templates / "order.txt").write_text("Hello {{ name }}\n{{ site_url }}\n\n")
    (templates / "order.html").write_text("<p>{{ name }}</p>")
    message = render_message("order", {"name": "A & B"}, "es")
    assert message.subject == "Order A & B es"
    assert message.text == "Hello A & B\nhttp://localhost:8000\n"
    assert message.html == "<p>A &amp; B</p>\n"
    assert (message.short, message.language) == ("", "es")


def test_a_template_is_posted(templates):
    (templates / "code.subject.txt").write_text("Your code")
    (templates / "code.txt").write_text("Your code is {{ code }}.")
    post_template(to=ANA, template="code", context={"code": "1234"}, language="en", key="code:1")
    run_due()
    assert (mail.outbox[0].subject, mail.outbox[0].body) == ("Your code", "Your code is 1234.\n")
