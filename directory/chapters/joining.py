"""Joining a chapter: asked for with a name and an e-mail, done with the link in that e-mail."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from directory.chapters import post, tokens
from directory.chapters.leaving import erase
from directory.chapters.models import Chapter, Supporter
from ground import sealed

AGAIN_AFTER = timedelta(minutes=10)
FORGET_AFTER = timedelta(days=7)

_State = Supporter.State
MOVES = {_State.ASKED: {_State.JOINED}, _State.JOINED: set[_State]()}


class NotWaiting(Exception):
    """The link was used already, or the person has left meanwhile."""


def ask_to_join(*, chapter: Chapter, name: str, email: str, language: str) -> None:
    """Send the link that makes it true. Who asks learns nothing: only the e-mail's owner reads whether they are in already."""
    email = email.strip().lower()
    blind = sealed.blind(email, f"supporter.email:{chapter.public_id}")
    with transaction.atomic():
        known = _known(chapter, blind)
        if known is None:
            _ask(chapter, name=name, email=email, blind=blind, language=language)
        elif known.state == _State.JOINED:
            hour = int(timezone.now().timestamp()) // 3600
            post.to_supporter(known, "already", key=f"chapters.already:{known.public_id}:{hour}")
        else:
            _ask_again(known, name=name, language=language)


def _known(chapter: Chapter, blind: str) -> Supporter | None:
    rows = Supporter.objects.select_for_update(of=("self",)).select_related("key", "chapter")
    return rows.filter(chapter=chapter, blind_email=blind).first()


def _ask(chapter: Chapter, *, name: str, email: str, blind: str, language: str) -> None:
    key = sealed.new_key()
    try:
        with transaction.atomic():
            supporter = Supporter.objects.create(
                chapter=chapter,
                key=key,
                sealed_name=sealed.seal(key, name),
                sealed_email=sealed.seal(key, email),
                blind_email=blind,
                language=language,
                asked=timezone.now(),
            )
    except IntegrityError:  # a second press of the button came first
        key.delete()
        return
    _send_link(supporter)


def _ask_again(supporter: Supporter, *, name: str, language: str) -> None:
    """A new link makes the one before it worthless. In ten minutes there is one letter, however often it is asked."""
    supporter.sealed_name, supporter.language = sealed.seal(supporter.key, name), language
    is_due = supporter.asked <= timezone.now() - AGAIN_AFTER
    if is_due:
        supporter.asked = timezone.now()
    supporter.save(update_fields=["sealed_name", "language", "asked"])
    if is_due:
        _send_link(supporter)


def _send_link(supporter: Supporter) -> None:
    token = tokens.make(tokens.CONFIRM, [supporter.public_id, tokens.stamp(supporter.asked)])
    post.to_supporter(
        supporter, "confirm", confirm_url=post.link("chapter_confirm", token, language=supporter.language)
    )


def waiting_for(token: str) -> Supporter | None:
    """Whose confirm link this is, while it may still be used."""
    return _holder_of(token, _State.ASKED)


def joined_with(token: str) -> Supporter | None:
    """Who has used this confirm link already and is still in. Like any link it must be whole, and not too old."""
    return _holder_of(token, _State.JOINED)


def _holder_of(token: str, state: Supporter.State) -> Supporter | None:
    value = tokens.read(tokens.CONFIRM, token, tokens.CONFIRM_FOR)
    if not isinstance(value, list):
        return None
    public_id, asked = value
    rows = Supporter.objects.select_related("key", "chapter").filter(state=state, public_id=public_id)
    supporter = rows.filter(chapter__state=Chapter.State.ACTIVE).first()
    return supporter if supporter and tokens.stamp(supporter.asked) == asked else None


def confirm(*, supporter: Supporter, name: str) -> None:
    """Join, under the name that the e-mail's owner chooses. Raises NotWaiting."""
    with transaction.atomic():
        _move(supporter, _State.JOINED, sealed_name=sealed.seal(supporter.key, name), joined=timezone.now())
        post.to_supporter(supporter, "welcome", key=f"chapters.welcome:{supporter.public_id}")


def _move(supporter: Supporter, to: Supporter.State, **changes: str | datetime) -> None:
    """The one place where a supporter's state changes. Raises NotWaiting when it moved meanwhile."""
    sources = [state for state, targets in MOVES.items() if to in targets]
    if not Supporter.objects.filter(pk=supporter.pk, state__in=sources).update(state=to, **changes):
        raise NotWaiting
    supporter.state = to


def forget_unconfirmed() -> int:
    """Erase those who never used their link, a week after they asked; returns how many."""
    late = Supporter.objects.select_related("key").filter(state=_State.ASKED, asked__lt=timezone.now() - FORGET_AFTER)
    return sum(erase(supporter=supporter) is not None for supporter in late)
