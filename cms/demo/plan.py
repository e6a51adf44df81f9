"""The Plan by date and the institutions it speaks of, each line with its source."""

from typing import Any

from cms.demo.reading import READ_ON, claim, paragraph, read, source_of
from cms.institutions.models import InstitutionPage, InstitutionsPage
from cms.plan.models import PlanPage
from cms.stories import writing
from cms.stories.writing import Spanish, page_write
from directory.coops.models import Cooperative


def load_plan() -> None:
    rows = read("plan")
    for page in PlanPage.objects.select_related("locale"):
        language = page.locale.language_code
        page.is_demo = False
        page.parts = [_part(row, language) for row in rows["part"]]
        page.institutions = [_part(row, language) for row in rows["institution"]]
        page.lines = [_line(row, language) for row in rows["line"]]
        page.unknown = paragraph(rows[f"unknown_{language}"])
        page.save_revision().publish()


def _part(row: dict[str, Any], language: str) -> writing.Block:
    text = paragraph(row[f"text_{language}"])
    return writing.claim(text, source=source_of(row, language), url=row["url"], read_on=READ_ON)


def _line(row: dict[str, Any], language: str) -> writing.Block:
    return writing.plan_line(
        row["year"],
        row[f"head_{language}"],
        paragraph(row[f"text_{language}"]),
        source=source_of(row, language),
        url=row["url"],
        read_on=READ_ON,
        turn=row.get("turn", False),
    )


def load_institutions() -> None:
    for row in read("institutions")["institution"]:
        page = InstitutionPage(
            title=row["title_en"],
            slug=row["slug"],
            role=row["role"],
            poster=row["poster_en"],
            lead=row["lead_en"],
            coop=Cooperative.objects.filter(slug=row.get("coop", "")).first(),
        )
        page.body = _body(row, "en")
        spanish = Spanish(
            title=row["title_es"],
            body=_body(row, "es"),
            fields={"poster": row["poster_es"], "lead": row["lead_es"]},
        )
        page_write(page=page, under=InstitutionsPage, spanish=spanish)


def _body(row: dict[str, Any], language: str) -> list[writing.Block]:
    return [writing.text(paragraph(row[f"text_{language}"])), claim(row, language)]
