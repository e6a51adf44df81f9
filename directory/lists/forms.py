"""Forms of the office: a file, and which of its columns is what."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.coops.models import Kind
from directory.lists.choosing import AS_SAID, CHOOSABLE, SAVED, Choice
from directory.lists.models import SavedProfile
from directory.lists.profile_files import names
from directory.lists.profiles import ABOUT, load_profile
from directory.lists.records import LONGEST_LIST_NAME
from directory.lists.tables import Row, Table
from directory.lists.terms import FIELDS
from directory.lists.uploads import MOST_BYTES
from directory.people.fields import LETTERS, OTHERS, OneLineField

_MEGABYTE = 1024 * 1024
_ROWS_TO_SHOW_BY, _EXAMPLES, _LONGEST_EXAMPLE = 60, 3, 40
_MORE = {
    "id": gettext_lazy("Its number in the list"),
    "lat": gettext_lazy("Latitude"),
    "lon": gettext_lazy("Longitude"),
    ABOUT: gettext_lazy("What it says of itself, in any language"),
}
_TWO_LETTERS = 2


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("A list of organizations"),
        help_text=gettext_lazy("CSV or GeoJSON, up to 25 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.geojson,.json"}),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("That file is empty.")},
        max_length=None,
    )
    profile = forms.ChoiceField(label=gettext_lazy("Which column is what?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        saved = SavedProfile.objects.values_list("name", flat=True)
        found = [("", _("Find out, and ask me")), *((f"{SAVED}{name}", name) for name in saved)]
        self.fields["profile"].choices = [*found, *((name, name) for name in names())]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("That file has %(n)s MB. 25 are the most.") % {"n": round(file.size / _MEGABYTE)})
        return file


class ColumnsForm(forms.Form):
    """A select for each field; under it what the first rows hold there."""

    list = OneLineField(
        label=gettext_lazy("What the list is called"),
        help_text=gettext_lazy("The next edition of the same list needs the same name."),
        max_length=LONGEST_LIST_NAME,
    )

    def __init__(self, table: Table, choice: Choice, data: QueryDict | None = None) -> None:
        initial = {"list": choice["list"], "otherwise": choice["otherwise"], "country": choice["country"]}
        initial |= {f"column_{name}": column for name, column in choice["columns"].items()}
        super().__init__(data, initial=initial | {"published": choice["published"]})
        self.base = choice["base"]
        self._add_columns(table)
        kinds = [("", "–"), *Kind.choices]
        self.fields["otherwise"] = forms.ChoiceField(
            label=_("Kind, where a row says none"), choices=kinds, required=False
        )
        self.fields["country"] = OneLineField(
            label=_("Country, where a row says none"),
            help_text=_("Two letters, such as US or MX."),
            max_length=_TWO_LETTERS,
            min_length=_TWO_LETTERS,
            required=False,
            widget=forms.TextInput(attrs=LETTERS),
        )
        self.fields["published"] = forms.BooleanField(
            label=_("The list is public with its phones and e-mail addresses, so we may show them"), required=False
        )
        self.fields["save_as"] = OneLineField(
            label=_("Save these columns under a name"),
            max_length=60,
            required=False,
            widget=forms.TextInput(attrs=OTHERS),
        )

    def _add_columns(self, table: Table) -> None:
        rows = _first_rows(table)
        said = load_profile(self.base).feeds if self.base else {}
        for name in CHOOSABLE:
            choices = [("", _("Not in this list")), *((column, column) for column in table.columns)]
            if (feed := said.get(name)) and len(feed.columns) > 1:
                choices.insert(1, (AS_SAID, " + ".join(feed.columns)))
            held = self.data.get(f"column_{name}") if self.is_bound else self.initial.get(f"column_{name}")
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=FIELDS.get(name) or _MORE[name],
                choices=choices,
                required=name == "name",
                help_text="; ".join(_examples(rows, str(held or ""))),
                error_messages={"required": _("Choose the column with the names.")},
            )

    def clean_list(self) -> str:
        name: str = slugify(self.cleaned_data["list"])[:LONGEST_LIST_NAME]
        if not name:
            raise ValidationError(_("Give the list a name in plain letters."))
        return name

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def choice(self) -> Choice:
        told = self.cleaned_data
        columns = {name: told[f"column_{name}"] for name in CHOOSABLE if told[f"column_{name}"]}
        rest = {name: told[name] for name in ("list", "otherwise", "country", "published")}
        return {"base": self.base, "columns": columns, **rest}


def _first_rows(table: Table) -> list[Row]:
    rows: list[Row] = []
    for row in table.rows():
        if isinstance(row, Row):
            rows.append(row)
        if len(rows) == _ROWS_TO_SHOW_BY:
            break
    return rows


def _examples(rows: list[Row], column: str) -> list[str]:
    found = dict.fromkeys(cell for row in rows if (cell := row.cells.get(column)))
    return [
        cell if len(cell) <= _LONGEST_EXAMPLE else f"{cell[:_LONGEST_EXAMPLE]}…" for cell in list(found)[:_EXAMPLES]
    ]
