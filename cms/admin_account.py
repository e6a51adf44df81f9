"""A person's own settings in the Wagtail admin."""

from typing import Any

from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel


class AdminAccountView(AccountView):
    """Without name and e-mail: those belong to the account on the site, where a new e-mail must first be proved."""

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]
