"""`python -m tests.bench.ceiling.seed`: its tables and 1,000 goods."""

from decimal import Decimal

import django
from django.core.management import call_command

django.setup()

from tests.bench.ceiling.models import Good, Seller  # noqa: E402 - models need Django set up

if __name__ == "__main__":
    call_command("migrate", run_syncdb=True, verbosity=0)
    sellers = Seller.objects.bulk_create(Seller(name=f"Neighbours {n}") for n in range(20))
    Good.objects.bulk_create(
        Good(
            seller=sellers[n % 20],
            title=f"A good thing, number {n}",
            summary="Made by people who own the place they work in, and sold at a fair price.",
            price=Decimal(100 + n) / 100,
        )
        for n in range(1_000)
    )
