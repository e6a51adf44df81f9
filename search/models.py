"""What staff tell the search. The index itself is no model."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search import same


class WordSet(models.Model):
    """Words that mean the same, in either language: `mustard greens = hoja de mostaza`."""

    line = models.CharField(
        gettext_lazy("Words that mean the same"),
        max_length=300,
        unique=True,
        help_text=gettext_lazy(
            "With = between them: collards = greens. Who looks for one of them finds the others too."
        ),
    )
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("line",)
        verbose_name = gettext_lazy("set of search words")
        verbose_name_plural = gettext_lazy("sets of search words")

    def __str__(self) -> str:
        return self.line

    def clean(self) -> None:
        self.line = " ".join(self.line.split())
        try:
            terms = same.sides(self.line)
        except same.EmptySide as error:
            raise ValidationError({"line": _("Write a word on each side of the =.")}) from error
        except same.TooMany as error:
            raise ValidationError({"line": _("That is too long. Make it shorter.")}) from error
        except same.TooFew as error:
            raise ValidationError(
                {"line": _("Write two words that differ: one and many are the same word here.")}
            ) from error
        ours = {key for term in terms for key in same.keys(term)}
        for other in WordSet.objects.exclude(pk=self.pk):
            theirs = same.gathered([other.line]).others
            if ours & theirs.keys():
                raise ValidationError(
                    {"line": _("One of these words is in another set: %(set)s") % {"set": other.line}}
                )
