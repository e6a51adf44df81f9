"""Chapters for everybody: finding one, joining it, leaving it, proposing a new one."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from directory.chapters import forming, joining, leaving, organising, selectors, tokens
from directory.chapters.forms import ConfirmForm, JoinForm, ProposalForm
from directory.chapters.models import Chapter, Organiser, Proposal
from directory.people.limits import too_many
from directory.people.signed_in import me
from directory.places import gazetteer
from ground.texts import active_language

LIMIT = "chapter_form"
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def join(request: HttpRequest) -> HttpResponse:
    return render(request, "chapters/join.html", {"q": ""})


@require_safe
def chapters(request: HttpRequest) -> HttpResponse:
    """All chapters by state, and with `q` those nearest to a place."""
    q = request.GET.get("q", "").strip()[:80]
    found = gazetteer.find(q) if q else None
    everything = selectors.active()
    context = {
        "q": q,
        "found": found,
        "nearest": selectors.nearest(everything, found.spot)[:10] if found else [],
        "nowhere": selectors.nowhere(everything),
        "groups": selectors.by_region(everything),
    }
    return render(request, "chapters/chapters.html", context)


@get_or_post
def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """The chapter's page with the form to join. Every valid form gets the same answer."""
    this = get_object_or_404(Chapter, slug=slug)
    is_open = this.state == Chapter.State.ACTIVE
    form = JoinForm(request.POST if request.method == "POST" else None, initial={"language": active_language()})
    if request.method == "POST":
        if not is_open:
            raise Http404
        if response := too_many(request, LIMIT):
            return response
        if form.is_valid():
            joining.ask_to_join(chapter=this, **form.cleaned_data)
            return redirect("chapter_asked", slug=slug)
    context = {
        "chapter": this,
        "form": form,
        "is_open": is_open,
        "count": selectors.shown_count(this),
        "is_organiser": request.user.is_authenticated
        and Organiser.objects.filter(chapter=this, user=request.user.pk).exists(),
    }
    return render(request, "chapters/chapter.html", context)


@require_safe
def asked(request: HttpRequest, slug: str) -> HttpResponse:
    this = get_object_or_404(Chapter, slug=slug, state=Chapter.State.ACTIVE)
    return render(request, "chapters/asked.html", {"chapter": this})


@never_cache
@get_or_post
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button and not the link itself joins: programs that read mail follow links."""
    supporter = joining.waiting_for(token)
    if supporter is None:
        return _confirmed_already(request, token)
    form = ConfirmForm(
        request.POST if request.method == "POST" else None, initial={"name": organising.name_of(supporter)}
    )
    if not form.is_valid():
        return render(request, "chapters/confirm.html", {"chapter": supporter.chapter, "form": form})
    try:
        joining.confirm(supporter=supporter, name=form.cleaned_data["name"])
    except joining.NotWaiting:  # a second press of the button, or gone meanwhile
        return _confirmed_already(request, token)
    return redirect("chapter_joined", token=tokens.make(tokens.LEAVE, supporter.public_id))


def _confirmed_already(request: HttpRequest, token: str) -> HttpResponse:
    """For a link that did its work. It names the chapter and no person; any other link gets 404 without a hint."""
    supporter = joining.joined_with(token)
    if supporter is None:
        raise Http404
    return render(request, "chapters/confirmed.html", {"chapter": supporter.chapter})


@never_cache
@require_safe
def joined(request: HttpRequest, token: str) -> HttpResponse:
    supporter = leaving.holder_of(token)
    if supporter is None:
        raise Http404
    return render(request, "chapters/joined.html", {"chapter": supporter.chapter, "token": token})


@never_cache
@get_or_post
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Says what will be erased; one press does it."""
    supporter = leaving.holder_of(token)
    if supporter is None:
        raise Http404
    if request.method != "POST":
        return render(request, "chapters/leave.html", {"chapter": supporter.chapter})
    erasure = leaving.erase(supporter=supporter)
    if erasure is None:
        raise Http404
    receipt = [supporter.chapter.slug, erasure.subject, int(erasure.at.timestamp())]
    return redirect("chapter_left", token=tokens.make(tokens.LEFT, receipt))


@require_safe
def left(request: HttpRequest, token: str) -> HttpResponse:
    """The receipt. It is all in the link: we keep no more than its number."""
    receipt = tokens.read(tokens.LEFT, token)
    if receipt is None:
        raise Http404
    slug, subject, at = receipt
    context = {
        "chapter": Chapter.objects.filter(slug=slug).first(),
        "number": f"{subject[:5]} {subject[5:]}".upper(),
        "at": datetime.fromtimestamp(at, timezone.get_current_timezone()),
    }
    return render(request, "chapters/left.html", context)


@get_or_post
def start(request: HttpRequest) -> HttpResponse:
    form = ProposalForm(request.POST if request.method == "POST" else None, initial={"language": active_language()})
    if request.method == "POST":
        if response := too_many(request, LIMIT):
            return response
        if form.is_valid():
            proposal = forming.propose(**form.cleaned_data)
            return redirect("chapter_applied", token=tokens.make(tokens.APPLIED, proposal.public_id))
    return render(request, "chapters/start.html", {"form": form})


@never_cache
@require_safe
def applied(request: HttpRequest, token: str) -> HttpResponse:
    """How it stands with a proposal. The link shows nothing of who sent it."""
    public_id = tokens.read(tokens.APPLIED, token)
    proposal = get_object_or_404(Proposal.objects.select_related("chapter"), public_id=str(public_id))
    sent = proposal.state == Proposal.State.SENT
    steps = [
        {"label": _("Sent"), "here": sent, "done": not sent},
        {"label": _("Read in Jackson"), "done": not sent},
        {"label": _("Decided"), "here": not sent},
    ]
    return render(request, "chapters/applied.html", {"proposal": proposal, "steps": steps})


@never_cache
@login_required
@get_or_post
def invited(request: HttpRequest, token: str) -> HttpResponse:
    proposal = forming.invited_by(token)
    if proposal is None or proposal.chapter is None:
        raise Http404
    if request.method != "POST":
        return render(request, "chapters/invited.html", {"chapter": proposal.chapter})
    try:
        this = forming.take_invitation(proposal=proposal, user=me(request))
    except forming.InvitationUsed:
        raise Http404 from None
    return redirect("organise", slug=this.slug)
