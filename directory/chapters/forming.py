"""Forming a chapter: someone proposes it, the coordinator decides."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from directory.chapters import post, tokens
from directory.chapters.leaving import destroy_key
from directory.chapters.models import Chapter, Organiser, Proposal
from directory.findable import changed
from directory.people.models import User
from directory.places import gazetteer
from ground import audit, sealed
from ground.ids import public_id
from ground.models import SealedKey

_State = Proposal.State
MOVES = {_State.SENT: {_State.ACCEPTED, _State.DECLINED}}


class AlreadyDecided(Exception):
    """Someone else decided meanwhile, or the button was pressed twice."""


class InvitationUsed(Exception):
    """Somebody has become organiser with this link already."""


def propose(
    *, chapter_name: str, place: str, reason: str, people: int, name: str, email: str, language: str
) -> Proposal:
    """Name and e-mail are sealed; the proposer gets a link to look how it stands."""
    found = gazetteer.find(place)
    known = found.spot if found and found.sureness is gazetteer.Sureness.EXACT and found.spot.name else None
    with transaction.atomic():
        key = sealed.new_key()
        proposal = Proposal.objects.create(
            chapter_name=chapter_name,
            city=known.name if known else place,
            region=known.region if known else "",
            country=known.country if known else "US",
            reason=reason,
            people=people,
            key=key,
            sealed_name=sealed.seal(key, name),
            sealed_email=sealed.seal(key, email.strip().lower()),
            language=language,
        )
        post.to_proposer(proposal, "proposed")
    return proposal


def accept(*, proposal: Proposal, actor: User, city: str, region: str, country: str) -> Chapter:
    """Make the chapter. Its proposer becomes organiser at once if an account has the e-mail confirmed, or else by a link.

    Raises AlreadyDecided.
    """
    with transaction.atomic():
        _decide(proposal, _State.ACCEPTED, actor)
        chapter = _new_chapter(proposal, city=city, region=region, country=country)
        proposal.chapter = chapter
        proposal.save(update_fields=["chapter"])
        email = sealed.open_sealed(proposal.key, proposal.sealed_email)
        user = User.objects.filter(email=email, email_verified=True, is_active=True).first()
        language = proposal.language
        if user:
            onward = post.link("organise", chapter.slug, language=language)
        else:
            onward = post.link("chapter_invited", tokens.make(tokens.INVITED, proposal.public_id), language=language)
        post.to_proposer(proposal, "accepted", chapter=chapter, onward_url=onward, is_organiser=user is not None)
        if user:
            _make_organiser(proposal, user)
        changed("chapter", chapter.pk)
    return chapter


def decline(*, proposal: Proposal, actor: User, reason: str) -> None:
    """Say no, with the reason as it is written. Name and e-mail are erased. Raises AlreadyDecided."""
    with transaction.atomic():
        _decide(proposal, _State.DECLINED, actor, answer=reason)
        post.to_proposer(proposal, "declined", reason=reason)
        destroy_key(subject=proposal.public_id, key=proposal.key)


def _decide(proposal: Proposal, to: Proposal.State, actor: User, answer: str = "") -> None:
    """The one place where a proposal's state changes."""
    sources = [state for state, targets in MOVES.items() if to in targets]
    changes = {"state": to, "answer": answer, "decided": timezone.now(), "decided_by": actor}
    if not Proposal.objects.filter(pk=proposal.pk, state__in=sources).update(**changes):
        raise AlreadyDecided
    proposal.refresh_from_db()
    audit.record(actor=actor, action=f"chapter proposal {to.value}", subject=proposal)


def _new_chapter(proposal: Proposal, *, city: str, region: str, country: str) -> Chapter:
    found = gazetteer.find(f"{city}, {region}" if region else city)
    spot = found.spot if found and found.sureness is gazetteer.Sureness.EXACT else None
    return Chapter.objects.create(
        slug=_free_slug(proposal.chapter_name),
        name=proposal.chapter_name,
        city=city,
        region=region,
        country=country,
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        source_language=proposal.language,
        founded=timezone.localdate(),
    )


def _free_slug(name: str) -> str:
    """Some words are pages of ours, so a chapter of that name gets a few letters more."""
    slug = slugify(name)[:70] or public_id(6)
    taken = Chapter.objects.filter(slug=slug).exists() or slug in TAKEN_SLUGS
    return f"{slug}-{public_id(4)}" if taken else slug


TAKEN_SLUGS = {"start", "applied", "confirm", "joined", "leave", "left", "invited"}


def invited_by(token: str) -> Proposal | None:
    """The accepted proposal of an invitation that nobody has used yet."""
    value = tokens.read(tokens.INVITED, token, tokens.INVITED_FOR)
    if not isinstance(value, str):
        return None
    accepted = Proposal.objects.select_related("key", "chapter").filter(state=_State.ACCEPTED, public_id=value)
    return accepted.filter(key__destroyed=None, chapter__state=Chapter.State.ACTIVE).first()


def take_invitation(*, proposal: Proposal, user: User) -> Chapter:
    """Become organiser by the link in the e-mail. Raises InvitationUsed."""
    with transaction.atomic():
        proposal.key = SealedKey.objects.select_for_update().get(pk=proposal.key_id)  # two may press at once
        if proposal.key.destroyed or proposal.chapter is None:
            raise InvitationUsed
        audit.record(actor=user, action="became organiser", subject=proposal.chapter)
        _make_organiser(proposal, user)
        return proposal.chapter


def _make_organiser(proposal: Proposal, user: User) -> None:
    """After that the proposer's name and e-mail are needed no more."""
    Organiser.objects.get_or_create(chapter=proposal.chapter, user=user)
    destroy_key(subject=proposal.public_id, key=proposal.key)


def see_proposer(*, proposal: Proposal, actor: User) -> tuple[str, str] | None:
    """Name and e-mail of who proposes; None once they are erased. Each look is written down."""
    audit.record(actor=actor, action="proposer seen", subject=proposal)
    try:
        return tuple(sealed.open_sealed(proposal.key, text) for text in (proposal.sealed_name, proposal.sealed_email))  # type: ignore[return-value]
    except sealed.CannotOpenError:
        return None
