"""Pictures and documents of the communications staff. Photos of co-ops and listings are another thing (`ground.photos`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class StaffImage(AbstractImage):
    """A picture in the library. What it shows is told where it is used (the block asks for it); `description` is what the
    library proposes there, `credit` is printed under it."""

    credit = models.CharField(_("who made it"), max_length=200, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        default_permissions = ()  # Wagtail asks for those of its own picture model


class StaffRendition(AbstractRendition):
    image = models.ForeignKey(StaffImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="staff_rendition_once"),
        ]


class StaffDocument(AbstractDocument):
    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        default_permissions = ()
