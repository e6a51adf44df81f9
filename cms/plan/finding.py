"""The Plan in the search."""

from django.utils.html import strip_tags

from cms.finding import Found, PageSource, words
from cms.plan.models import PlanPage


def _tell(plan: PlanPage) -> Found:
    return Found(
        title=plan.title,
        body=words(plan.lead, plan.parts, plan.lines, plan.institutions, strip_tags(plan.unknown)),
        extra={},
    )


plans = PageSource("page", PlanPage, _tell)
