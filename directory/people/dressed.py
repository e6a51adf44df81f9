"""allauth's forms as our pages show them: our labels, the keyboard each field wants, no words inside a field. Named in settings."""

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from django.utils.translation import gettext_lazy as _

from directory.people.fields import A_CODE, OTHERS

if TYPE_CHECKING:
    from django.forms import Form as _Form
else:
    _Form = object
_Text = Any  # a string or a promise of one


class Dressed(_Form):
    """`words`: for a field its label, or its label and its help."""

    words: dict[str, tuple[_Text, ...]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)  # the label stands above
        for name, (label, *help_text) in self.words.items():
            self.fields[name].label = label
            self.fields[name].help_text = help_text[0] if help_text else ""
        if "code" in self.fields:
            self.fields["code"].widget.attrs.update(A_CODE, autofocus=not self.is_bound)


class ChangePhone(Dressed, account.ChangePhoneForm):
    words = {"phone": (_("New number"), _("We text six figures to it, to be sure that it is yours."))}


class AddEmail(Dressed, account.AddEmailForm):
    words = {"email": (_("New e-mail"), _("We send six figures to it, to be sure that it is yours."))}


class ResetPassword(Dressed, account.ResetPasswordForm):
    words = {"email": (_("E-mail"),)}


class ResetPasswordFromKey(Dressed, account.ResetPasswordKeyForm):
    pass


class ChangePassword(Dressed, account.ChangePasswordForm):
    pass


class SetPassword(Dressed, account.SetPasswordForm):
    pass


class Reauthenticate(Dressed, account.ReauthenticateForm):
    words = {"password": (_("Password"),)}


_SENT_CODE = {"code": (_("Code"), _("It works for ten minutes."))}


class ConfirmLoginCode(Dressed, account.ConfirmLoginCodeForm):
    words = _SENT_CODE


class ConfirmEmail(Dressed, account.ConfirmEmailVerificationCodeForm):
    words = _SENT_CODE


class VerifyPhone(Dressed, account.VerifyPhoneForm):
    words = _SENT_CODE


class SecondStep(Dressed, mfa.AuthenticateForm):
    pass


class SecondStepAgain(Dressed, mfa.ReauthenticateForm):
    pass


class ActivateApp(Dressed, ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"].widget.attrs["autofocus"]  # the picture above it comes first


class _Passkey(Dressed):
    words = {"name": (_("Name"), _("So that you know which phone or computer it is."))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs.update(OTHERS)


class AddPasskey(_Passkey, passkeys.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alone = self.fields["passwordless"]
        alone.label, alone.help_text, alone.initial = _("Let it sign me in by itself, without a code"), "", True


class EditPasskey(_Passkey, passkeys.EditWebAuthnForm):
    pass
