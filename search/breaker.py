"""Keeps people from waiting for a server that does not answer."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0


@dataclass
class Breaker:
    """Of this process. Once open, the server is tried again after 1, 2, 4 … 30 seconds, in a thread of its own: nobody waits for it.

    `trial` asks the server something and raises whatever goes wrong.
    """

    name: str
    trial: Callable[[], object]
    first_wait: float = FIRST_WAIT
    _wait: float = 0.0
    _due: float = 0.0
    _is_open: bool = False
    _is_trying: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def lets_through(self) -> bool:
        """Whether the server may be asked. If it is time to see whether it is back, that is begun."""
        if not self._is_open:
            return True
        with self._lock:
            if self._is_trying or time.monotonic() < self._due:
                return False
            self._is_trying = True
        threading.Thread(target=self._try, name=f"{self.name} again", daemon=True).start()
        return False

    def open(self, reason: Exception) -> None:
        """Ten requests that all waited for the same answer open it once."""
        with self._lock:
            if self._is_open:
                return
            logger.warning("%s does not answer; the embedded search steps in: %s", self.name, reason)
            self._is_open = True
            self._wait_longer()

    def close(self) -> None:
        with self._lock:
            if self._is_open:
                logger.warning("%s answers again.", self.name)
            self._is_open = False

    def proved(self) -> None:
        """It answered a person in time: the next trouble begins with a short wait again."""
        self._wait = 0.0

    def _try(self) -> None:
        try:
            self.trial()
        except Exception:  # noqa: BLE001 - whatever it is, the server is not back
            with self._lock:
                self._wait_longer()
        else:
            self.close()
        finally:
            self._is_trying = False

    def _wait_longer(self) -> None:
        self._wait = min(max(self._wait * 2, self.first_wait), LONGEST_WAIT)
        self._due = time.monotonic() + self._wait
