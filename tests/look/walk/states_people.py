"""Signing in step by step, and what the account shows only now and then."""

import time

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpResponse
from django.test import Client

from tests.access import PACKER, RESIDENT, STRANGER
from tests.access.world import World
from tests.look.walk.passkey import passkey_of
from tests.look.walk.people import EMAILS
from tests.look.walk.places import Make, State, path_of
from tests.look.walk.ways import mistaken

_RUTH = EMAILS[RESIDENT]
_BY_PASSWORD = {"login": _RUTH, "password": "ruth-likes-collards", "with": "password"}


def _code_asked(login: str) -> Make:
    def make(world: World, client: Client, language: str) -> HttpResponse:
        return client.post(path_of("account_login", language), {"login": login, "with": "code"}, follow=True)

    return make


def _wrong_code(world: World, client: Client, language: str) -> HttpResponse:
    _code_asked(EMAILS[PACKER])(world, client, language)  # three a minute for one person, and Ruth has asked already
    return client.post(path_of("account_confirm_login_code", language), {"code": "000000"})


def _second_step(world: World, client: Client, language: str) -> HttpResponse:
    TOTP.activate(world.people[RESIDENT], "JBSWY3DPEHPK3PXP")
    return client.post(path_of("account_login", language), _BY_PASSWORD, follow=True)


def _say_password_again(client: Client) -> None:
    """As allauth notes it; through its form only ten times a minute are allowed."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session.save()


def _just_signed_in(name: str, *, has_app: bool = False, has_key: bool = False, **typed: str) -> Make:
    """A page that wants the password once more, with or without a second step set up."""

    def make(world: World, client: Client, language: str) -> HttpResponse:
        ruth = world.people[RESIDENT]
        _say_password_again(client)
        kwargs = {"pk": passkey_of(ruth).pk} if has_key else {}
        if has_app:
            TOTP.activate(ruth, "JBSWY3DPEHPK3PXP")
            RecoveryCodes.activate(ruth)
        path = path_of(name, language, **(kwargs if name.startswith(("mfa_edit", "mfa_remove")) else {}))
        return client.post(path, typed) if typed else client.get(path)

    return make


def _without_password(world: World, client: Client, language: str) -> HttpResponse:
    ruth = world.people[RESIDENT]
    client.force_login(ruth, backend="allauth.account.auth_backends.AuthenticationBackend")
    ruth.set_unusable_password()
    ruth.save()
    client.force_login(ruth, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(path_of("account_set_password", language))


def _new_phone(world: World, client: Client, language: str) -> HttpResponse:
    client.post(path_of("account_login", language), _BY_PASSWORD)
    return client.post(path_of("account_change_phone", language), {"phone": "601-555-0177"}, follow=True)


def _new_email(world: World, client: Client, language: str) -> HttpResponse:
    client.post(path_of("account_login", language), _BY_PASSWORD)
    typed = {"email": "ruth-new@mail.example", "action_add": ""}
    return client.post(path_of("account_email", language), typed, follow=True)


def _reset_key(world: World, client: Client, language: str) -> HttpResponse:
    ruth = world.people[RESIDENT]
    key = default_token_generator.make_token(ruth)
    path = path_of("account_reset_password_from_key", language, uidb36=user_pk_to_url_str(ruth), key=key)
    return client.get(path, follow=True)


STATES = [
    State("account_login", "with mistakes", mistaken("account_login", {"login": "nobody at nowhere", "with": "code"})),
    State("account_login", "wrong password", mistaken("account_login", _BY_PASSWORD | {"password": "wrong"})),
    State("account_confirm_login_code", "by e-mail", _code_asked(_RUTH)),
    State("account_confirm_login_code", "by phone", _code_asked("601-555-0199")),
    State("account_confirm_login_code", "wrong code", _wrong_code),
    State("account_email_verification_sent", "as it opens", _new_email, STRANGER),
    State("account_verify_phone", "as it opens", _new_phone, STRANGER),
    State("account_set_password", "as it opens", _without_password, STRANGER),
    State("account_reset_password_from_key", "good link", _reset_key),
    State(
        "account_change_password", "with mistakes", mistaken("account_change_password", {"password1": "a"}), RESIDENT
    ),
    State("account_change_phone", "with mistakes", mistaken("account_change_phone", {"phone": "12"}), RESIDENT),
    State("account_delete", "just signed in", _just_signed_in("account_delete"), RESIDENT),
    State("account_delete", "with mistakes", _just_signed_in("account_delete", sure=""), RESIDENT),
    State("mfa_authenticate", "as it opens", _second_step),
    State("mfa_index", "with a second step", _just_signed_in("mfa_index", has_app=True, has_key=True), RESIDENT),
    State("mfa_reauthenticate", "as it opens", _just_signed_in("mfa_reauthenticate", has_app=True), RESIDENT),
    State("mfa_activate_totp", "as it opens", _just_signed_in("mfa_activate_totp"), RESIDENT),
    State("mfa_activate_totp", "wrong code", _just_signed_in("mfa_activate_totp", code="000000"), RESIDENT),
    State("mfa_deactivate_totp", "as it opens", _just_signed_in("mfa_deactivate_totp", has_app=True), RESIDENT),
    State("mfa_view_recovery_codes", "as it opens", _just_signed_in("mfa_view_recovery_codes", has_app=True), RESIDENT),
    State(
        "mfa_generate_recovery_codes",
        "as it opens",
        _just_signed_in("mfa_generate_recovery_codes", has_app=True),
        RESIDENT,
    ),
    State("mfa_list_webauthn", "with a passkey", _just_signed_in("mfa_list_webauthn", has_key=True), RESIDENT),
    State("mfa_add_webauthn", "as it opens", _just_signed_in("mfa_add_webauthn"), RESIDENT),
    State(
        "mfa_reauthenticate_webauthn",
        "as it opens",
        _just_signed_in("mfa_reauthenticate_webauthn", has_key=True),
        RESIDENT,
    ),
    State("mfa_edit_webauthn", "as it opens", _just_signed_in("mfa_edit_webauthn", has_key=True), RESIDENT),
    State("mfa_remove_webauthn", "as it opens", _just_signed_in("mfa_remove_webauthn", has_key=True), RESIDENT),
]
