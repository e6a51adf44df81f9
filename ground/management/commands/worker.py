import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from ground.worker import Worker


class Command(BaseCommand):
    help = (
        "Carries out the outbox: messages, the search index, photos and what comes round. Stops at SIGTERM or SIGINT."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Carry out what is due now, then end.")
        parser.add_argument(
            "--poll", type=float, default=0.25, help="Seconds between two looks while there is nothing to do."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker(poll=options["poll"])
        if options["once"]:
            tried = worker.run_once()
            self.stdout.write(f"{tried} tasks")
            return
        signal.signal(signal.SIGTERM, worker.stop)
        signal.signal(signal.SIGINT, worker.stop)
        worker.run()
        connections.close_all()
