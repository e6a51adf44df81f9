"""The people of the site: those with an account, and those we only know by a name and a way to reach them."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ground.ids import public_id
from ground.texts import Language


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, email: str = "", phone: str = "", password: str | None = None, **fields: Any) -> "User":
        """An account needs an e-mail or a phone (E.164, "+16015550142"); without a password one signs in by code."""
        user = self.model(email=email.strip().lower() or None, phone=phone or None, **fields)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, *, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email=email, password=password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """An account. It has an e-mail, a phone, or both; either signs in."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    email_verified = models.BooleanField(default=False)
    phone = models.CharField(_("phone"), max_length=16, null=True, blank=True, unique=True)
    phone_verified = models.BooleanField(default=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.ENGLISH)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the Wagtail admin"), default=False)
    joined = models.DateTimeField(auto_now_add=True)
    # Made by asking for a code, which nobody has typed yet: cleared away after a day.
    awaits_code = models.BooleanField(default=False, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person with an account")
        verbose_name_plural = _("people with an account")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                name="user_can_be_reached",
                condition=models.Q(email__isnull=False) | models.Q(phone__isnull=False) | models.Q(is_active=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or self.phone or self.public_id

    def clean(self) -> None:
        """Without Django's own: it would write the user name, which may be a phone, into the e-mail."""
        self.email = self.email.strip().lower() if self.email else None
        self.phone = self.phone or None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """allauth clears an address to "", which could stand only once."""
        self.email, self.phone = self.email or None, self.phone or None
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    def get_username(self) -> str:
        return self.email or self.phone or self.public_id


class Contact(models.Model):
    """Someone without an account: a guest who ordered, or a person who orders by telephone."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    erased = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contact_can_be_reached",
                condition=~models.Q(email="", phone="") | models.Q(erased=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name
