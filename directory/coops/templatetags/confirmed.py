"""`{% load confirmed %}`: how sure we are of an entry.

{{ coop|how_verified }}              who made sure, how and when
{{ coop|not_confirmed }}             since when nobody has; {{ coop|not_confirmed:page.is_imported }} for one of a list
{{ coop|doubt_in_list }}             the same in a row among others
"""

from django import template

from directory.coops import confirmed
from directory.coops.models import Cooperative

register = template.Library()
register.filter("how_verified", confirmed.how_verified)
register.filter("doubt_in_list", confirmed.doubt_in_list)


@register.filter
def not_confirmed(coop: Cooperative, is_imported: bool = False) -> str:
    return confirmed.not_confirmed(coop, is_imported=is_imported)
