"""What the checks found of an entry is of that entry; it is found anew for the one that it becomes a part of."""

from directory.coops.hanging import Hanging, register
from directory.freshness.models import Finding, Notice

register(Hanging(Finding, passing=True), Hanging(Notice, passing=True))
