"""How allauth is to behave here. Named in settings."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from directory.people.models import User
from directory.people.phone_field import PhoneField
from directory.people.recent import signed_in_recently
from ground import messages
from ground.messages import Address
from ground.texts import active_language

SHARED_KEY = "shared_computer"


_MISMATCH = gettext_lazy("This phone or e-mail and this password do not go together. Try again, or have a code sent.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _MISMATCH,
        "phone_password_mismatch": _MISMATCH,
    }

    def get_login_stages(self) -> list[str]:
        """No address is confirmed on the way in: the code does it, and only someone signed in can set a password.

        allauth's own stages would ask everybody for an e-mail; here a phone is enough.
        """
        return ["allauth.account.stages.LoginByCodeStage", "allauth.mfa.stages.AuthenticateStage"]

    # --- Phones --------------------------------------------------------------------------------------------------
    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        return PhoneField(**kwargs)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone, user.phone_verified = phone or None, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone, is_active=True).first()

    def send_verification_code_sms(self, user: User, phone: str, code: str, **_kwargs: Any) -> None:
        text = _("%(code)s is your code for Cooperation Jackson. It works for ten minutes.") % {"code": code}
        messages.post(to=Address(phone=phone), subject=_("Your code"), text=text, language=active_language())

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """An account must stay reachable: the e-mail can go once a phone is confirmed."""
        return not email_address.primary or bool(email_address.user.phone_verified)

    # --- Mail goes through the outbox, sealed ---------------------------------------------------------------------
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mail = self.render_mail(template_prefix, email, {"email": email, "site_url": settings.SITE_URL, **context})
        messages.post(to=Address(email=email), subject=mail.subject, text=str(mail.body), language=active_language())

    # --- Being sure ---------------------------------------------------------------------------------------------
    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """allauth counts only what was shown again after the sign-in; here the sign-in itself counts for a short while."""
        if signed_in_recently(self.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    # --- Coming in -----------------------------------------------------------------------------------------------
    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The account's page in the person's language. A `next` that was given, and is safe, goes before it."""
        with override(_language_of(request.user)):
            return reverse("account")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if request.session.pop(SHARED_KEY, False):
            request.session.set_expiry(0)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            max_age=settings.SESSION_COOKIE_AGE,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response


def _language_of(user: User | AnonymousUser) -> str:
    return user.language if isinstance(user, User) else active_language()
