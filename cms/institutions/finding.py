"""Institutions in the search."""

from cms.finding import Found, PageSource, words
from cms.institutions.models import InstitutionPage


def _tell(institution: InstitutionPage) -> Found:
    return Found(
        title=institution.title,
        body=words(institution.lead, institution.body),
        extra={"shown": {"role": institution.role, "demo": int(institution.is_demo)}},
    )


institutions = PageSource("institution", InstitutionPage, _tell)
