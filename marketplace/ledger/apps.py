from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from marketplace.ledger import guards


class LedgerConfig(AppConfig):
    name = "marketplace.ledger"
    label = "ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        pre_migrate.connect(guards.lift_before_migrate, sender=self, dispatch_uid="ledger guards")
        post_migrate.connect(guards.install_after_migrate, sender=self, dispatch_uid="ledger guards")
