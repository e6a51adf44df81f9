"""Topics: what co-ops, listings and stories are about. A short list that the network keeps, in both languages.

A free tag (django-taggit's `Tag`) is a word for the search only and never a topic.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ground.texts import said


class Topic(models.Model):
    slug = models.SlugField(max_length=60, unique=True)
    name_en = models.CharField(_("name in English"), max_length=80)
    name_es = models.CharField(_("name in Spanish"), max_length=80)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return said(self, "name").text


def top_topics() -> models.QuerySet[Topic]:
    """Topics without a parent, each with its children fetched."""
    return Topic.objects.filter(parent=None).prefetch_related("children")
