"""Pictures and documents of the communications staff. Photos of co-ops and listings are another thing (`ground.photos`)."""

from typing import Any, cast

from django.db import models
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    SourceImageIOError,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from ground.outbox import enqueue
from ground.photos import PhotoState, originals
from ground.pictures import size_of

TASK = "cms.picture"
STAND_IN = "img/goods/place-printing-press.svg"
STAND_IN_SIZE = (320, 240)


class FileSizedByHead(WagtailImageFieldFile):
    """Wagtail's own decodes every pixel to know the size, in the request that brings the picture, and falls over a broken one."""

    def get_image_dimensions(self) -> tuple[int, int]:
        was_closed = self.closed
        try:
            self.open()
            return size_of(self)
        finally:
            self.close() if was_closed else self.seek(0)


class FieldSizedByHead(WagtailImageField):
    attr_class = FileSizedByHead

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """To migrations it is Wagtail's."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs


class StaffImage(AbstractImage):
    """A picture in the library. What it shows is told where it is used (the block asks for it); `description` is what the
    library proposes there, `credit` is printed under it.

    The original is private, and raw until the worker has written it anew (`cms.renditions`): until then nothing opens
    it. No request makes a rendition; the worker does, and a stand-in is shown meanwhile.
    """

    file: Any = FieldSizedByHead(
        _("file"), storage=originals, upload_to=get_upload_to, width_field="width", height_field="height"
    )
    credit = models.CharField(_("who made it"), max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=PhotoState.choices, default=PhotoState.PENDING, editable=False)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        default_permissions = ()  # Wagtail asks for those of its own picture model

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new_file = self.file and not self.file._committed
        if is_new_file and not kwargs.get("update_fields"):
            self.state = PhotoState.PENDING
        super().save(*args, **kwargs)

    def get_willow_image(self) -> Any:
        """Raises SourceImageIOError while the original is raw: it may be as large as a phone makes it."""
        if self.state != PhotoState.READY:
            raise SourceImageIOError("The worker has not prepared this picture yet.")
        return super().get_willow_image()

    def get_rendition(self, filter: Filter | str) -> "StaffRendition":  # noqa: A002 - as Wagtail names it
        """The rendition there is; else the worker is asked for it, and a stand-in that is not saved is given."""
        wanted = Filter(spec=filter) if isinstance(filter, str) else filter
        if self.find_existing_renditions(wanted):
            return cast("StaffRendition", super().get_rendition(wanted))
        if self.state == PhotoState.READY:
            ask_for(self, wanted.spec)
        return StaffRendition(image=self, filter_spec=wanted.spec, width=STAND_IN_SIZE[0], height=STAND_IN_SIZE[1])

    def get_renditions(self, *filters: Filter | str) -> dict[str, Any]:
        made = [self.get_rendition(each) for each in filters]
        return {rendition.filter_spec: rendition for rendition in made}

    def make_rendition(self, spec: str) -> None:
        """For the worker alone. Raises SourceImageIOError."""
        wanted = Filter(spec=spec)
        if not self.find_existing_renditions(wanted):
            self.create_rendition(wanted)


def ask_for(image: StaffImage, spec: str = "") -> None:
    """Let the worker prepare the picture: in all sizes that pages use, and in `spec`."""
    key = f"{TASK}:{image.pk}:{spec}"
    enqueue(TASK, {"image": image.pk, "spec": spec}, key=key, fold=True)


class StaffRendition(AbstractRendition):
    image = models.ForeignKey(StaffImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="staff_rendition_once"),
        ]

    @property
    def url(self) -> str:
        return str(self.file.url) if self.file else static(STAND_IN)


class StaffDocument(AbstractDocument):
    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        default_permissions = ()
