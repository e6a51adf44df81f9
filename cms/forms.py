"""Forms of the Wagtail admin that ask for more than Wagtail's own."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.forms import BaseImageForm

from ground.pictures import PhotoRefused, clean_image


class StaffImageForm(BaseImageForm):
    """A staff picture goes through the same cleaning as a photo: written anew, upright, without position data."""

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if not file or "file" not in self.changed_data:
            return file
        try:
            return clean_image(file)
        except PhotoRefused as refused:
            raise ValidationError(str(refused)) from refused
