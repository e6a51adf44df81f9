"""Who asks to take over an entry asks for the entry that it becomes a part of."""

from django.utils.translation import gettext_lazy

from directory.claims.models import Claim
from directory.coops.hanging import Hanging, register

register(Hanging(Claim, once_a="user", said=gettext_lazy("people who ask to take it over")))
