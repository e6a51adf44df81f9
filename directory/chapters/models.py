"""Friends of Cooperation Jackson chapters, and the people who stand with us in them.

Names and addresses of a liberation movement's supporters are dangerous in wrong hands. What a supporter gives is
sealed with a key of their own (`ground.sealed`); no search index, export, Wagtail model or log reads this module.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ground.ids import public_id
from ground.models import SealedKey
from ground.texts import Bilingual, Language


class Chapter(Bilingual):
    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        CLOSED = "closed", _("Closed")

    wagtail_reference_index_ignore = True  # read by Wagtail, where it is installed: no index of who links here

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    is_demo = models.BooleanField(default=False)
    city = models.CharField(max_length=100)
    region = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, default="US")
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    summary_en = models.CharField(max_length=300, blank=True)
    summary_es = models.CharField(max_length=300, blank=True)
    about_en = models.TextField(blank=True)
    about_es = models.TextField(blank=True)
    meets_en = models.CharField(max_length=300, blank=True)
    meets_es = models.CharField(max_length=300, blank=True)
    founded = models.DateField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["region", "city", "pk"]
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("chapter", args=[self.slug])


class Organiser(models.Model):
    """Someone with an account who looks after a chapter. An organiser sees their own chapter only."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="organisers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="organised")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chapter", "user"], name="organiser_once")]

    def __str__(self) -> str:
        return f"{self.chapter}"


class Supporter(models.Model):
    """Someone who joined a chapter. Name and e-mail are sealed; `blind_email` only tells whether one is here twice."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for the link in the e-mail")
        JOINED = "joined", _("Joined")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="supporters")
    key = models.OneToOneField(SealedKey, on_delete=models.PROTECT, related_name="+")
    sealed_name = models.TextField()
    sealed_email = models.TextField()
    blind_email = models.CharField(max_length=64)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked = models.DateTimeField(default=timezone.now)
    joined = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chapter", "blind_email"], name="supporter_once_a_chapter"),
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return self.public_id


class Proposal(models.Model):
    """Someone's wish to form a chapter. The coordinator decides; contact fields are sealed like a supporter's."""

    class State(models.TextChoices):
        SENT = "sent", _("Waiting for a decision")
        ACCEPTED = "accepted", pgettext_lazy("proposal", "Accepted")
        DECLINED = "declined", pgettext_lazy("proposal", "Declined")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SENT)
    chapter_name = models.CharField(max_length=120)
    city = models.CharField(max_length=100)
    region = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, default="US")
    reason = models.TextField()
    people = models.PositiveSmallIntegerField(default=2)
    key = models.OneToOneField(SealedKey, on_delete=models.PROTECT, related_name="+")
    sealed_name = models.TextField()
    sealed_email = models.TextField()
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    sent = models.DateTimeField(auto_now_add=True)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.TextField(blank=True)
    chapter = models.OneToOneField(Chapter, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposal")

    class Meta:
        ordering = ["sent", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.chapter_name


class Erasure(models.Model):
    """Journal of what was erased, replayed after a restore from a backup. It names no one."""

    subject = models.CharField(max_length=16)
    key_id = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.subject
