"""Forms for signing in and for one's own account."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from directory.people.adapter import SHARED_KEY
from directory.people.fields import A_NAME, A_REACH, OneLineField, check_reachable
from directory.people.models import User
from directory.people.phones import parse_phone
from directory.people.services import account_for
from ground.texts import Language, active_language


class SignInForm(LoginForm):
    """One field for a phone or an e-mail, and a code. The button "with=password" asks for the password in place of it.

    An address that we do not know yet gets a code like any other: typing it in makes the account.
    """

    field_order = ["login", "password", "shared"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "login": forms.CharField(
                label=_("Phone or e-mail"),
                max_length=254,
                widget=forms.TextInput(attrs={"autocomplete": "username", **A_REACH}),
                help_text=_("One is enough. A text costs you what your plan costs."),
                error_messages={"required": _("Write your phone number or your e-mail.")},
            ),
            "password": forms.CharField(
                label=_("Password"),
                required=False,
                strip=False,
                widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            ),
            "shared": forms.BooleanField(label=_("Forget me when I close the browser"), required=False),
        }

    @property
    def by_password(self) -> bool:
        """Enter in a field presses the form's first, unseen button: then a password that is there counts."""
        way = self.data.get("with")
        return bool(way == "password" or (way == "what is there" and self.data.get("password")))

    def clean_login(self) -> str:
        written: str = self.cleaned_data["login"].strip()
        if "@" not in written:
            try:
                return parse_phone(written)
            except ValidationError:
                raise ValidationError(_("Write an e-mail, or a phone number with its area code."), "login") from None
        check_reachable(written)
        return written.lower()

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.by_password:
            return ""
        if not password:
            raise ValidationError(_("Type your password, or send yourself a code."), code="required")
        return password

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        request.session[SHARED_KEY] = self.cleaned_data["shared"]
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        return response

    def _login_by_code(
        self, request: HttpRequest, redirect_url: str | None, credentials: dict[str, str]
    ) -> HttpResponse:
        self.user = account_for(
            email=credentials.get("email", ""),
            phone=credentials.get("phone", ""),
            language=active_language(),
        )
        response: HttpResponse = super()._login_by_code(request, redirect_url, credentials)
        return response

    def _login_with_password(
        self, request: HttpRequest, redirect_url: str | None, credentials: dict[str, str]
    ) -> HttpResponse:
        response: HttpResponse = super()._login_with_password(request, redirect_url, credentials)
        if self.cleaned_data["shared"]:  # allauth has just set the long session
            request.session.set_expiry(0)
        return response


class ProfileForm(forms.Form):
    name = OneLineField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Any name we can call out at the dock."),
        widget=forms.TextInput(attrs={"autocomplete": "name", **A_NAME}),
    )
    language = forms.ChoiceField(label=_("Language of our messages to you"), choices=Language.choices)

    @classmethod
    def of(cls, user: User, data: Any = None) -> "ProfileForm":
        return cls(data, initial={"name": user.name, "language": user.language})


class DeleteForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, delete my account"),
        error_messages={"required": _("Mark the box if you want your account deleted.")},
    )
