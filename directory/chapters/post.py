"""Letters to supporters and proposers. Each letter to a supporter carries the link to leave."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from directory.chapters import tokens
from directory.chapters.models import Proposal, Supporter
from ground import messages, sealed
from ground.messages import Address


def link(name: str, *args: Any, language: str) -> str:
    """The whole address of a page in the reader's language."""
    with override(language):
        return settings.SITE_URL + reverse(name, args=args)


def to_supporter(supporter: Supporter, template: str, *, key: str | None = None, **context: Any) -> None:
    """The address is opened here and sealed again by `ground.messages`: no row holds it readable."""
    language = supporter.language
    leave = link("chapter_leave", tokens.make(tokens.LEAVE, supporter.public_id), language=language)
    messages.post_template(
        to=Address(email=sealed.open_sealed(supporter.key, supporter.sealed_email)),
        template=f"chapters/{template}",
        context={"chapter": supporter.chapter, "leave_url": leave, **context},
        language=language,
        key=key,
    )


def to_proposer(proposal: Proposal, template: str, **context: Any) -> None:
    language = proposal.language
    applied = link("chapter_applied", tokens.make(tokens.APPLIED, proposal.public_id), language=language)
    messages.post_template(
        to=Address(email=sealed.open_sealed(proposal.key, proposal.sealed_email)),
        template=f"chapters/{template}",
        context={"proposal": proposal, "applied_url": applied, **context},
        language=language,
        key=f"chapters.{template}:{proposal.public_id}",
    )
