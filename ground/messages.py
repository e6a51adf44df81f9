"""Messages to people, by e-mail or SMS, sent by the worker.

Who gets it and what it says stands sealed in the task and is wiped once it is sent: no task row or log keeps
personal data.
"""

import json
import re
import secrets
import smtplib
import sys
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Engine, TemplateDoesNotExist
from django.utils.module_loading import import_string
from django.utils.translation import override

from ground import outbox, sealed

EMAIL, SMS = "message.email", "message.sms"
_PHONE = re.compile(r"\+[1-9]\d{6,14}")
_EMAIL = re.compile(r"[^\s@<>,;:\"\x00-\x1f]+@[^\s@<>,;:\"\x00-\x1f]+")


@dataclass(frozen=True)
class Address:
    """Where a person can be reached: an e-mail, a phone in E.164 (`+16015550142`), or both. Raises ValueError for
    other forms.
    """

    email: str = ""
    phone: str = ""

    def __post_init__(self) -> None:
        if self.email and not _EMAIL.fullmatch(self.email):
            raise ValueError("Not an e-mail address.")
        if self.phone and not _PHONE.fullmatch(self.phone):
            raise ValueError("Not a phone number in E.164.")
        if not self.email and not self.phone:
            raise ValueError("An address needs an e-mail or a phone.")


@dataclass(frozen=True)
class Message:
    """What is said: `short` is the text for a phone ("": the plain text)."""

    subject: str
    text: str
    html: str = ""
    short: str = ""
    language: str = "en"


class SmsChannel(Protocol):
    """Sends one text message. Raises any exception to be called again later, `outbox.GiveUp` if that cannot help."""

    def send(self, *, phone: str, text: str) -> None: ...


class ConsoleSms:
    """Writes text messages to standard output: enough to try the site on a laptop."""

    def send(self, *, phone: str, text: str) -> None:
        sys.stdout.write(f"\nSMS to {phone}\n{text}\n")
        sys.stdout.flush()


class NoSms:
    """For a network without a way to send text messages: each one fails at once and is shown to the coordinator."""

    def send(self, *, phone: str, text: str) -> None:
        raise outbox.GiveUp("This site has no channel for text messages (SMS_CHANNEL).")


def render_message(template: str, context: dict[str, Any], language: str) -> Message:
    """Render `templates/messages/<template>.subject.txt`, `.txt` and, where they exist, `.html` and `.sms.txt` in
    `language`.

    The texts are not escaped, the HTML is. Beside `context` they know `site_url` and `language`.
    """
    known = {"site_url": settings.SITE_URL, "language": language, **context}
    with override(language):
        return Message(
            subject=_one_line(_render(template, ".subject.txt", known)),
            text=_render(template, ".txt", known),
            html=_render_if_there(template, ".html", known),
            short=_render_if_there(template, ".sms.txt", known),
            language=language,
        )


def post(
    *,
    to: Address,
    subject: str,
    text: str,
    html: str = "",
    short: str = "",
    language: str = "en",
    key: str | None = None,
) -> outbox.OutboxTask:
    """Send a message once the caller's transaction is committed: by e-mail where there is one, or else by SMS (`short`
    or `text`).

    The same `key` again sends nothing again.
    """
    return send(to=to, message=Message(subject, text, html, short, language), key=key)


def post_template(
    *, to: Address, template: str, context: dict[str, Any], language: str, key: str | None = None
) -> outbox.OutboxTask:
    """`render_message` and `post` in one."""
    return send(to=to, message=render_message(template, context, language), key=key)


def send(*, to: Address, message: Message, key: str | None = None) -> outbox.OutboxTask:
    """`post` for a message that is already rendered."""
    content = {
        "email": to.email,
        "phone": to.phone,
        "subject": _one_line(message.subject),
        "text": message.text,
        "html": message.html,
        # One letter that phones do not have in their own alphabet would make the whole text twice as long.
        "short": (message.short or message.text).replace("\N{NO-BREAK SPACE}", " "),
        "language": message.language,
        "id": secrets.token_hex(12),
    }
    payload = {"sealed": sealed.seal_briefly(json.dumps(content))}
    return outbox.enqueue(EMAIL if to.email else SMS, payload, key=f"message:{key}" if key else None)


@outbox.handler(EMAIL, private=True)
def _send_email(payload: outbox.Payload) -> None:
    """The Message-ID is made when the message is posted, so a mail program shows one that was sent twice only once."""
    content = _open(payload)
    email = EmailMultiAlternatives(
        subject=content["subject"],
        body=content["text"],
        to=[content["email"]],
        headers={
            "Message-ID": f"<{content['id']}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>",
            "Content-Language": content["language"],
        },
    )
    if content["html"]:
        email.attach_alternative(content["html"], "text/html")
    try:
        email.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        if all(code >= 500 for code, _reason in refusal.recipients.values()):
            raise outbox.GiveUp("The mail server does not know this address.") from None
        raise


@outbox.handler(SMS, private=True)
def _send_sms(payload: outbox.Payload) -> None:
    content = _open(payload)
    channel: SmsChannel = import_string(settings.SMS_CHANNEL)()
    channel.send(phone=content["phone"], text=content["short"])


def _open(payload: outbox.Payload) -> dict[str, str]:
    content: dict[str, str] = json.loads(sealed.open_brief(payload["sealed"]))
    return content


def _one_line(text: str) -> str:
    """Line breaks in a header would start another header."""
    return " ".join(text.split())


def _render(template: str, ending: str, context: dict[str, Any]) -> str:
    found = Engine.get_default().get_template(f"messages/{template}{ending}")
    text: str = found.render(Context(context, autoescape=ending.endswith(".html")))
    return text.strip() + "\n"


def _render_if_there(template: str, ending: str, context: dict[str, Any]) -> str:
    try:
        return _render(template, ending, context)
    except TemplateDoesNotExist as missing:
        if str(missing) != f"messages/{template}{ending}":
            raise  # one that it includes
        return ""
