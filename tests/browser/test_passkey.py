"""A person adds a passkey to an account and signs in with it and nothing else."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site
from tests.browser.visitor import PHONE

# No other test signs in as her: from now on her passkey is asked for.
WHO, PASSWORD = "lucia@demo.example", "lucia-likes-collards"
_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def _with_a_key(page: Page) -> None:
    """A phone that knows its owner, as Chromium plays one."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": _KEY})


def test_a_passkey_is_added_and_signs_in(browser: Browser, site: Site) -> None:
    home = site.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
    size = {"width": PHONE.width, "height": PHONE.height}
    with browser.new_context(base_url=home, viewport=size) as context:
        page = context.new_page()
        _with_a_key(page)
        page.goto("/account/login/")
        page.get_by_label("phone or e-mail").first.fill(WHO)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in with the password").click()
        page.wait_for_url("**/account/")

        page.goto("/account/mfa/webauthn/add/")
        page.get_by_label("Name").fill("Lucia’s phone")
        expect(page.get_by_label("Let it sign me in by itself")).to_be_checked()
        page.get_by_role("button", name="Add it").click()
        expect(page.locator("h1")).to_have_text("Spare codes")
        page.goto("/account/mfa/webauthn/")
        expect(page.get_by_role("heading", name="Lucia’s phone")).to_be_visible()

        context.clear_cookies()
        page.goto("/account/login/")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url("**/account/")
        expect(page.locator("main")).to_contain_text(WHO)
