"""Signing in and one's own account. Pages of the account send a stranger to the sign-in and open to anyone signed in."""

from tests.access import ACTORS, LOGIN, STRANGER, Row

_MINE = {**dict.fromkeys(ACTORS, 200), STRANGER: LOGIN}
_ON = dict.fromkeys(ACTORS, 302)
_TO_SIGN_IN = dict.fromkeys(ACTORS, LOGIN)
_HALFWAY = {**_ON, STRANGER: LOGIN}  # a step of signing in: not begun for a stranger, over for the others
_NO_SECOND_STEP = _HALFWAY
_STRANGERS_ONLY = {**_ON, STRANGER: 200}
_NOT_THERE = {**dict.fromkeys(ACTORS, 404), STRANGER: LOGIN}
_POST_ONLY = dict.fromkeys(ACTORS, 405)

ROWS = [
    Row("account", {}, _MINE),
    Row("account_profile", {}, _MINE),
    Row("account_data", {}, _MINE),
    Row("account_delete", {}, _MINE),
    Row("account_deleted", {}, dict.fromkeys(ACTORS, 200)),
    Row("sign_in_again", {}, _POST_ONLY),
    Row("account_signup", {}, _TO_SIGN_IN),
    Row("account_request_login_code", {}, _TO_SIGN_IN),
    Row("account_login", {}, _STRANGERS_ONLY),
    Row("account_logout", {}, {**_MINE, STRANGER: 302}),
    Row("account_inactive", {}, dict.fromkeys(ACTORS, 200)),
    Row("account_confirm_login_code", {}, _HALFWAY),
    Row("account_email", {}, _MINE),
    Row("account_email_verification_sent", {}, _HALFWAY),
    Row("account_change_phone", {}, _MINE),
    Row("account_verify_phone", {}, _HALFWAY),
    Row("account_set_password", {}, _HALFWAY),
    Row("account_change_password", {}, _MINE),
    Row("account_reset_password", {}, dict.fromkeys(ACTORS, 200)),
    Row("account_reset_password_done", {}, dict.fromkeys(ACTORS, 200)),
    Row("account_reset_password_from_key", {"uidb36": "1", "key": "not-a-key"}, dict.fromkeys(ACTORS, 200)),
    Row("account_reset_password_from_key_done", {}, dict.fromkeys(ACTORS, 200)),
    Row("account_reauthenticate", {}, _MINE),
    Row("mfa_index", {}, _MINE),
    Row("mfa_authenticate", {}, _HALFWAY),
    Row("mfa_reauthenticate", {}, _NO_SECOND_STEP),
    Row("mfa_activate_totp", {}, _MINE),
    Row("mfa_deactivate_totp", {}, _NOT_THERE),
    Row("mfa_view_recovery_codes", {}, _NOT_THERE),
    Row("mfa_generate_recovery_codes", {}, _MINE),
    Row("mfa_download_recovery_codes", {}, _NOT_THERE),
    Row("mfa_list_webauthn", {}, _MINE),
    Row("mfa_add_webauthn", {}, _MINE),
    Row("mfa_reauthenticate_webauthn", {}, _NO_SECOND_STEP),
    Row("mfa_remove_webauthn", {"pk": 999_999}, _NOT_THERE),
    Row("mfa_edit_webauthn", {"pk": 999_999}, _NOT_THERE),
    Row("mfa_login_webauthn", {}, _HALFWAY),
    Row("buying_for", {}, _POST_ONLY),
]
