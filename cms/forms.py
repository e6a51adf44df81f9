"""Forms of the Wagtail admin that ask for more than Wagtail's own."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from ground.pictures import PhotoRefused, examine

MOST_OF_A_DOCUMENT = 15 * 1024 * 1024
_BEGINS = {"pdf": b"%PDF-", **dict.fromkeys(("docx", "odp", "ods", "odt", "pptx", "xlsx"), b"PK\x03\x04")}
_HEAD = 8_192


class PictureField(WagtailImageField):
    """Takes what a photo may be, by its head: the worker decodes it and writes it anew."""

    def to_python(self, data: Any) -> Any:
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        try:
            examine(file)
        except PhotoRefused as refused:
            raise ValidationError(str(refused), code="photo") from refused
        file.seek(0)
        return file


class StaffImageForm(BaseImageForm):
    """A staff picture goes the way of a photo: looked at here, written anew by the worker, without position data."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if usual := self.fields.get("file"):  # Wagtail opens it with all that Pillow can
            self.fields["file"] = PictureField(
                label=usual.label, required=usual.required, widget=usual.widget, allow_empty_file=True
            )


class StaffDocumentForm(BaseDocumentForm):
    """A document is what its name says, and no larger than a phone can fetch."""

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if not file or "file" not in self.changed_data:
            return file
        if file.size > MOST_OF_A_DOCUMENT:
            raise ValidationError(_("This file is larger than 15 MB. Make it smaller, or split it."))
        file.seek(0)
        head = file.read(_HEAD)
        file.seek(0)
        ending = file.name.rpartition(".")[2].lower()
        wrong = not head.startswith(_BEGINS[ending]) if ending in _BEGINS else b"\0" in head
        if wrong:
            raise ValidationError(
                _("This file is not what its name says. Save it again from the program it was made with.")
            )
        return file
