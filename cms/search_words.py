"""The words that mean the same to the search, as communications staff and the coordinator keep them."""

from django.utils.translation import gettext_lazy
from wagtail.admin.viewsets.model import ModelViewSet

from search.models import WordSet


class SearchWords(ModelViewSet):
    model = WordSet
    icon = "search"
    menu_label = gettext_lazy("Search words")
    add_to_admin_menu = True
    copy_view_enabled = False
    form_fields = ("line",)
    list_display = ("line",)


search_words = SearchWords("search_words")
