"""The loop of a worker process."""

import logging
import time
from types import FrameType

from django.db import DatabaseError, close_old_connections, connection

from ground.outbox import run_due
from ground.ticks import enqueue_ticks

log = logging.getLogger(__name__)

TROUBLE_PAUSE = 2.0


class Worker:
    """Carries out the outbox until it is told to stop, looking every `poll` seconds while there is nothing to do.

    Any number of workers may run at once, on one machine or several.
    """

    def __init__(self, *, poll: float = 0.25) -> None:
        self.poll = poll
        self._stopping = False
        self._slots: dict[str, int] = {}

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """A signal handler: the task in hand is finished first."""
        self._stopping = True

    def run(self) -> None:
        while not self._stopping:
            pause = self._step()
            if pause and not self._stopping:
                time.sleep(pause)

    def run_once(self) -> int:
        """Carry out all that is due and return how many tasks were tried."""
        enqueue_ticks(self._slots)
        tried = 0
        while not self._stopping and run_due(limit=1):
            tried += 1
        return tried

    def _step(self) -> float:
        """One task, or the seconds to wait before looking again."""
        close_old_connections()
        try:
            enqueue_ticks(self._slots)
            return 0 if run_due(limit=1) else self.poll
        except DatabaseError as error:  # a database that restarts or is busy for long is waited for
            log.warning("The database does not answer: %s", error)
            connection.close()
            return TROUBLE_PAUSE
