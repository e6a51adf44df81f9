"""What an organiser does for their chapter. They see the names people chose and never an address."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import Http404

from directory.chapters import post
from directory.chapters.leaving import erase
from directory.chapters.models import Chapter, Organiser, Supporter
from directory.findable import changed
from directory.people.models import User
from ground import audit, outbox, sealed
from ground.models import AuditEvent

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

LETTER = "chapters.letter"
SEEN, REMOVED, WROTE, EDITED = "names seen", "supporter removed", "letter to all", "chapter page changed"


@dataclass(frozen=True)
class Named:
    """A supporter as their organiser sees them."""

    public_id: str
    name: str
    since: datetime | None


def get_chapter_for(user: "User | AnonymousUser", slug: str) -> Chapter:
    """The chapter that this person organises. Raises Http404 for everybody else, organisers of other chapters too."""
    own = Organiser.objects.filter(user=user.pk, chapter__slug=slug).select_related("chapter").first()
    if own is None:
        raise Http404
    return own.chapter


def joined(chapter: Chapter) -> int:
    return Supporter.objects.filter(chapter=chapter, state=Supporter.State.JOINED).count()


def last_look(chapter: Chapter) -> AuditEvent | None:
    return audit.history(chapter).filter(action=SEEN).first()


def see_names(*, chapter: Chapter, actor: User) -> list[Named]:
    """The names, in the order of joining. Each look is written down."""
    audit.record(actor=actor, action=SEEN, subject=chapter)
    rows = (
        Supporter.objects.filter(chapter=chapter, state=Supporter.State.JOINED)
        .select_related("key")
        .order_by("joined", "pk")
    )
    return [Named(row.public_id, name_of(row), row.joined) for row in rows]


def see_name(*, supporter: Supporter, actor: User) -> str:
    """The name of one, for the question whether they go; written down like any look."""
    audit.record(actor=actor, action=SEEN, subject=supporter.chapter)
    return name_of(supporter)


def name_of(supporter: Supporter) -> str:
    """ "" for one whose key does not open any more."""
    try:
        return sealed.open_sealed(supporter.key, supporter.sealed_name)
    except sealed.CannotOpenError:
        return ""


def write_to_all(*, chapter: Chapter, actor: User, about: str, text: str, key: str) -> None:
    """One letter to each who joined. `key` comes with the form, so that a second press sends nothing twice."""
    content = {"about": sealed.seal_briefly(about), "text": sealed.seal_briefly(text)}
    with transaction.atomic():
        outbox.enqueue(LETTER, {"chapter": chapter.pk, "key": key, **content}, key=f"{LETTER}:{chapter.pk}:{key}")
        audit.record(actor=actor, action=WROTE, subject=chapter)


def send_letter(payload: outbox.Payload) -> None:
    """Run by the worker: a task for each supporter, with a sealed address."""
    about, text = sealed.open_brief(payload["about"]), sealed.open_brief(payload["text"])
    rows = Supporter.objects.filter(chapter=payload["chapter"], state=Supporter.State.JOINED)
    for supporter in rows.select_related("key", "chapter").iterator():
        key = f"chapters.letter:{payload['key']}:{supporter.public_id}"
        post.to_supporter(supporter, "letter", key=key, about=about, text=text)


def new_letter_key() -> str:
    return uuid.uuid4().hex


def get_supporter_of(chapter: Chapter, public_id: str) -> Supporter:
    """Raises Http404 for one of another chapter."""
    rows = Supporter.objects.filter(chapter=chapter, state=Supporter.State.JOINED).select_related("key", "chapter")
    supporter = rows.filter(public_id=public_id).first()
    if supporter is None:
        raise Http404
    return supporter


def remove(*, supporter: Supporter, actor: User) -> None:
    """Take someone out of the chapter: they are told, then everything of them is erased."""
    with transaction.atomic():
        post.to_supporter(supporter, "removed", key=f"chapters.removed:{supporter.public_id}")
        audit.record(actor=actor, action=REMOVED, subject=supporter.chapter)
        erase(supporter=supporter)


def change_page(*, chapter: Chapter, actor: User, language: str, texts: dict[str, str]) -> None:
    """`texts`: summary, about and meets in `language`, which is then the language the page was written in."""
    with transaction.atomic():
        for name, text in texts.items():
            setattr(chapter, f"{name}_{language}", text)
        chapter.source_language = language
        chapter.save(update_fields=["source_language", *(f"{name}_{language}" for name in texts)])
        audit.record(actor=actor, action=EDITED, subject=chapter)
        changed("chapter", chapter.pk)
