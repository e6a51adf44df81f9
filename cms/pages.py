"""What all page types of the site have in common."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Value
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction

from cms.routes import address, refuse_code_route

if TYPE_CHECKING:
    from django.db.models import QuerySet

ROOT_DEPTH, HOME_DEPTH = 1, 2
_MOST_LINES, _MOST_WORDS = 3, 4


def open_to_all(pages: "QuerySet[Any]") -> "QuerySet[Any]":
    """Live pages that stand under no restriction, and are no alias of one that does. Wagtail's `public()` asks a query more."""
    return pages.filter(~Exists(_above(OuterRef("path"))), ~Exists(_above(OuterRef("alias_of__path"))), live=True)


def _above(path: Any) -> "QuerySet[PageViewRestriction]":
    """Restrictions on the page at `path` in the tree, or on one it stands under."""
    rules: QuerySet[PageViewRestriction] = PageViewRestriction.objects.alias(here=ExpressionWrapper(path, CharField()))
    return rules.filter(here__startswith=F("page__path"))


class ToldForm(WagtailAdminPageForm):
    """Says beside the field that a slug is taken by the site itself."""

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if self.parent_page is not None and self.parent_page.depth == HOME_DEPTH:
            refuse_code_route(slug)
        return slug


class Told(Page):
    """A page of the site. A page of another language that nobody translated yet is an alias: it stands in the tree with
    the words it was written in, and says so by `said_in`."""

    is_demo = models.BooleanField(gettext_lazy("invented for the demonstration"), default=False)

    base_form_class = ToldForm
    search_kind: ClassVar[str] = "page"
    promote_panels = Page.promote_panels
    settings_panels = [*Page.settings_panels, FieldPanel("is_demo")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """No page may stand at an address of the code, whichever way it is made."""
        super().clean()
        if self.depth == HOME_DEPTH + 1:
            refuse_code_route(self.slug)

    @property
    def said_in(self) -> str:
        """Language of the words where it is not the language of the page, else ""."""
        if self.alias_of_id is None:
            return ""
        return "en" if get_language() == "es" else "es"

    @property
    def path_here(self) -> str:
        """The page's path, without asking the database; "" outside the site."""
        found = address(self.url_path)
        return found[1] if found else ""

    @property
    def path_above(self) -> str:
        """The path of the page it stands under."""
        return self.path_here.rstrip("/").rpartition("/")[0] + "/"

    def get_view_restrictions(self) -> "QuerySet[PageViewRestriction]":
        """Its own, those of pages it stands under, and for an alias its source's: in one query."""
        rules = _above(Value(self.path))
        if self.alias_of_id is None:
            return rules
        source = Page.objects.filter(pk=self.alias_of_id).values("path")
        return PageViewRestriction.objects.filter(
            Q(pk__in=rules.values("pk")) | Q(pk__in=_above(Subquery(source)).values("pk"))
        )

    def in_other_languages(self) -> dict[str, str]:
        """Language code -> path of the page's translations that can be read."""
        places = Page.objects.filter(translation_key=self.translation_key, live=True).values_list("url_path", flat=True)
        return dict(filter(None, map(address, places)))

    def update_aliases(self, **about: Any) -> None:
        """Wagtail calls this for a page that is only scheduled too, and its alias would come out at once, before its minute."""
        if self.live or self.alias_of_id is not None:
            super().update_aliases(**about)

    update_aliases.alters_data = True  # type: ignore[attr-defined]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "alternates": self.in_other_languages(), **self.told(request)}

    def told(self, request: HttpRequest) -> dict[str, Any]:
        """What the template of this page type shows besides the page itself."""
        return {}


class WithPoster(Told):
    """A page whose head may be set in wood type."""

    poster = models.CharField(
        gettext_lazy("headline in wood type"),
        max_length=120,
        blank=True,
        help_text=gettext_lazy("Up to three lines, each up to four words, parted by |. Empty: the title."),
    )
    lead = models.CharField(gettext_lazy("opening lines"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        lines = self.poster_lines
        if len(lines) > _MOST_LINES or any(len(line.split()) > _MOST_WORDS for line in lines):
            raise ValidationError({"poster": _("At most three lines of at most four words each.")})

    @property
    def poster_lines(self) -> list[str]:
        return [line.strip() for line in self.poster.split("|") if line.strip()]
