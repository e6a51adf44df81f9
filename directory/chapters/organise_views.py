"""The organiser's room: write to all, see the names people chose, take someone out, write the chapter's page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from directory.chapters import organising
from directory.chapters.forms import LetterForm, PageForm
from directory.chapters.models import Chapter
from directory.chapters.views import get_or_post
from directory.people.recent import signed_in_recently
from directory.people.signed_in import me
from directory.people.typed import keep, put_back, sign_in_first, stands_on
from ground.texts import active_language


@never_cache
@sign_in_first
@get_or_post
def organise(request: HttpRequest, slug: str) -> HttpResponse:
    """`step=look` shows the letter, `step=send` sends it. Without a recent sign-in the room is shown closed, and a letter is kept."""
    chapter = organising.get_chapter_for(request.user, slug)
    if request.method == "POST" and not signed_in_recently(request):
        keep(request)
        return _room(request, chapter, status=403)
    form = LetterForm(request.POST) if request.method == "POST" else None
    if form is None or not form.is_valid() or request.POST.get("step") == "change":
        return _room(request, chapter, form=form)
    if request.POST.get("step") != "send":
        return render(
            request, "chapters/letter.html", {"chapter": chapter, "form": form, "count": organising.joined(chapter)}
        )
    organising.write_to_all(chapter=chapter, actor=me(request), **form.cleaned_data)
    messages.success(request, _("Your letter is on its way to everybody in the chapter."))
    return redirect("organise", slug=slug)


@never_cache
@stands_on("organise")
@require_POST
@sign_in_first
def names(request: HttpRequest, slug: str) -> HttpResponse:
    """A POST, because each look is written down."""
    chapter = organising.get_chapter_for(request.user, slug)
    if not signed_in_recently(request):
        return _room(request, chapter, status=403)
    people = organising.see_names(chapter=chapter, actor=me(request))
    return render(request, "chapters/names.html", {"chapter": chapter, "people": people})


@never_cache
@stands_on("organise")
@require_POST
@sign_in_first
def remove(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The first press asks, the second (`sure`) does it."""
    chapter = organising.get_chapter_for(request.user, slug)
    if not signed_in_recently(request):
        return _room(request, chapter, status=403)
    supporter = organising.get_supporter_of(chapter, public_id)
    if "sure" not in request.POST:
        name = organising.see_name(supporter=supporter, actor=me(request))
        return render(request, "chapters/remove.html", {"chapter": chapter, "public_id": public_id, "name": name})
    organising.remove(supporter=supporter, actor=me(request))
    messages.success(request, _("They are out of the chapter. What we kept of them is erased."))
    return redirect("organise", slug=slug)


@sign_in_first
@get_or_post
def page(request: HttpRequest, slug: str) -> HttpResponse:
    chapter = organising.get_chapter_for(request.user, slug)
    language = active_language()
    written = {name: getattr(chapter, f"{name}_{language}") for name in ("summary", "meets", "about")}
    form = PageForm(request.POST if request.method == "POST" else None, initial={"language": language, **written})
    if not form.is_valid():
        return render(request, "chapters/page.html", put_back(request, {"chapter": chapter, "form": form}))
    texts = dict(form.cleaned_data)
    organising.change_page(chapter=chapter, actor=me(request), language=texts.pop("language"), texts=texts)
    messages.success(request, _("Saved."))
    return redirect("chapter", slug=slug)


def _room(request: HttpRequest, chapter: Chapter, *, form: LetterForm | None = None, status: int = 200) -> HttpResponse:
    context = {
        "chapter": chapter,
        "form": form or LetterForm(initial={"key": organising.new_letter_key()}),
        "count": organising.joined(chapter),
        "last_look": organising.last_look(chapter),
        "recent": signed_in_recently(request),
        "next_url": reverse("organise", args=[chapter.slug]),
    }
    if context["recent"]:  # else there is no form
        put_back(request, context)
    return render(request, "chapters/organise.html", context, status=status)
