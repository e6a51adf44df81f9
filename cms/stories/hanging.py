"""Stories that name a co-op name the entry that it becomes a part of."""

from django.utils.translation import gettext_lazy

from cms.stories.models import Mention
from directory.coops.hanging import Hanging, register

register(Hanging(Mention, "coop", once_a="story", said=gettext_lazy("stories")))
