"""Windows of the Wagtail admin in which a writer picks a co-op, a listing or a chapter: plain models, found by name."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks import ChooserBlock

from directory.chapters.models import Chapter
from directory.coops.models import Cooperative, listed
from marketplace.catalog.models import Listing
from marketplace.catalog.selectors import for_sale

_MOST_WORDS = 5


class _NameForm(BaseFilterForm):
    """The search box of a chooser. It looks at the names themselves: these models are in no index of Wagtail's."""

    q = forms.CharField(label=_("Name"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Name")}))
    name_fields: tuple[str, ...] = ("name",)

    def filter(self, objects: "QuerySet[Any]") -> "QuerySet[Any]":
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        for word in self.search_query.split()[:_MOST_WORDS]:
            objects = objects.filter(_contains(self.name_fields, word))
        return objects


class _ListingForm(_NameForm):
    name_fields = ("title_en", "title_es", "coop__name")


def _contains(fields: tuple[str, ...], word: str) -> Q:
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__icontains": word})
    return found


class _Choose(ChooseView):
    filter_form_class = _NameForm


class _Results(ChooseResultsView):
    filter_form_class = _NameForm


class _ChooseListing(ChooseView):
    filter_form_class = _ListingForm


class _ListingResults(ChooseResultsView):
    filter_form_class = _ListingForm


class LiveChooserBlock(ChooserBlock):
    """A thing of another package, loaded anew each time a page is shown: never copied into the page.

    `live()` is the public queryset; what is not in it any more is None and leaves no trace on the page.
    """

    def live(self) -> "QuerySet[Any]":
        return self.model_class.objects.all()

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        """All of a page's things of this kind in the queries of one."""
        found = self.live().in_bulk([value for value in values if value is not None])
        return [found.get(value) for value in values]

    def extract_references(self, value: Any) -> list[Any]:
        """Wagtail's index of references holds pages, pictures and documents; `stories.Mention` knows the rest."""
        return []


class _LiveCoop(LiveChooserBlock):
    def live(self) -> "QuerySet[Cooperative]":
        return listed()


class _LiveListing(LiveChooserBlock):
    def live(self) -> "QuerySet[Listing]":
        return for_sale()


class _LiveChapter(LiveChooserBlock):
    def live(self) -> "QuerySet[Chapter]":
        return Chapter.objects.filter(state=Chapter.State.ACTIVE)


class CoopChooser(ChooserViewSet):
    model = Cooperative
    icon = "group"
    choose_one_text = _("Choose a co-op")
    choose_another_text = _("Choose another co-op")
    choose_view_class = _Choose
    choose_results_view_class = _Results
    base_block_class = _LiveCoop

    def get_object_list(self) -> "QuerySet[Cooperative]":
        return listed()


class ListingChooser(ChooserViewSet):
    model = Listing
    icon = "tag"
    choose_one_text = _("Choose a listing")
    choose_another_text = _("Choose another listing")
    choose_view_class = _ChooseListing
    choose_results_view_class = _ListingResults
    base_block_class = _LiveListing

    def get_object_list(self) -> "QuerySet[Listing]":
        return for_sale()


class ChapterChooser(ChooserViewSet):
    model = Chapter
    icon = "home"
    choose_one_text = _("Choose a chapter")
    choose_another_text = _("Choose another chapter")
    choose_view_class = _Choose
    choose_results_view_class = _Results
    base_block_class = _LiveChapter

    def get_object_list(self) -> "QuerySet[Chapter]":
        return Chapter.objects.filter(state=Chapter.State.ACTIVE)


coop_chooser = CoopChooser("coop_chooser")
listing_chooser = ListingChooser("listing_chooser")
chapter_chooser = ChapterChooser("chapter_chooser")

CoopBlock = coop_chooser.get_block_class(name="CoopBlock", module_path=__name__)
ListingBlock = listing_chooser.get_block_class(name="ListingBlock", module_path=__name__)
ChapterBlock = chapter_chooser.get_block_class(name="ChapterBlock", module_path=__name__)
