"""What a page's body is built from. How each block looks stands in templates/cms/blocks/<name>.html, what a body says as
a whole (its sources, whom it names) in `cms.reading`."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.choosers import ChapterBlock, CoopBlock, ListingBlock
from ground.drawings import drawing_choices

TEXT = ["bold", "italic", "link", "ol", "ul"]
LINE = ["bold", "italic", "link"]


def not_in_the_future(value: date) -> None:
    if value > timezone.localdate():
        raise ValidationError(_("This day has not come yet."))


class Picture(blocks.StructBlock):
    """`ImageBlock` refuses a picture without alternative text that is not marked as decoration."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")


class PullQuote(blocks.StructBlock):
    quote = blocks.TextBlock(max_length=400, label=_("Words"))
    who = blocks.CharBlock(max_length=160, label=_("Who said it"))

    class Meta:
        icon = "openquote"
        label = _("Pull quote")


class Claim(blocks.StructBlock):
    """Something we say because a source says it. Claims of one address share one number in the list of sources."""

    text = blocks.RichTextBlock(features=LINE, label=_("What we say"))
    source = blocks.CharBlock(max_length=250, label=_("Source"), help_text=_("Who says so, and where."))
    url = blocks.URLBlock(required=False, max_length=500, label=_("Its address"))
    read_on = blocks.DateBlock(validators=[not_in_the_future], label=_("Read on"))

    class Meta:
        icon = "link-external"
        label = _("Claim with its source")


class Note(blocks.StructBlock):
    head = blocks.CharBlock(max_length=80, label=_("First words"))
    text = blocks.TextBlock(max_length=600, label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Note to the reader")


class Step(blocks.StructBlock):
    head = blocks.CharBlock(max_length=80, label=_("Step"))
    text = blocks.TextBlock(required=False, max_length=300, label=_("Text"))


class Steps(blocks.StructBlock):
    head = blocks.CharBlock(max_length=80, label=_("Heading"))
    steps = blocks.ListBlock(Step(), min_num=2, max_num=5, label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")


class Body(blocks.StreamBlock):
    """The blocks of stories, institutions and events."""

    heading = blocks.CharBlock(max_length=120, icon="title", label=_("Heading"))
    text = blocks.RichTextBlock(features=TEXT, icon="pilcrow", label=_("Text"))
    picture = Picture()
    drawing = blocks.ChoiceBlock(choices=drawing_choices, icon="pick", label=_("One of our drawings"))
    quote = PullQuote()
    claim = Claim()
    coop = CoopBlock(label=_("A co-op"))
    listing = ListingBlock(label=_("Something for sale"), help_text=_("Price and stock are always today's."))
    chapter = ChapterBlock(label=_("A Friends chapter"))
    note = Note()
    steps = Steps()


class Fact(blocks.StructBlock):
    name = blocks.CharBlock(max_length=60, label=_("What"))
    text = blocks.CharBlock(max_length=300, label=_("Words"))


class Facts(blocks.StreamBlock):
    """Short facts in two columns: door, ramp, bus, language, cost."""

    fact = Fact(icon="list-ul", label=_("Fact"))


class DatedLine(blocks.StructBlock):
    """A line of the Plan by date. It has no place there without a source."""

    year = blocks.CharBlock(max_length=12, label=_("Year"))
    head = blocks.CharBlock(max_length=120, label=_("Headline"))
    text = blocks.RichTextBlock(features=LINE, label=_("Text"))
    turn = blocks.BooleanBlock(required=False, label=_("A turning point"))
    source = blocks.CharBlock(max_length=250, label=_("Source"), help_text=_("Who says so, and where."))
    url = blocks.URLBlock(required=False, max_length=500, label=_("Its address"))
    read_on = blocks.DateBlock(validators=[not_in_the_future], label=_("Read on"))


class DatedLines(blocks.StreamBlock):
    line = DatedLine(icon="date", label=_("Line"))
