"""A gate before a server, to see what happens when it is away: it lets through, refuses, keeps silent or takes its time."""

import socket
import threading
import time
from contextlib import suppress
from typing import Literal
from urllib.parse import urlsplit

State = Literal["open", "refusing", "silent", "slow"]
SLOW = 5.0  # seconds before each answer


class Gate:
    def __init__(self, url: str) -> None:
        there = urlsplit(url)
        self._server = (there.hostname, there.port)
        self._door: socket.socket | None = None
        self._through: list[socket.socket] = []
        self.state: State = "open"
        self._open_door(0)
        self.url = f"http://127.0.0.1:{self._port}"

    def turn(self, state: State) -> None:
        """Ends what goes through at the moment, as a server that is killed does."""
        self.state = state
        self._end_all()
        if state == "refusing":
            self.close()
        elif self._door is None:
            self._open_door(self._port)

    def close(self) -> None:
        if self._door:
            with suppress(OSError):
                self._door.shutdown(socket.SHUT_RDWR)
            self._door.close()
        self._door = None
        self._end_all()

    def _open_door(self, port: int) -> None:
        self._door = socket.create_server(("127.0.0.1", port))
        self._port = self._door.getsockname()[1]
        threading.Thread(target=self._welcome, args=(self._door,), daemon=True).start()

    def _welcome(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                guest = door.accept()[0]
                self._through.append(guest)
                if self.state != "silent":
                    host = socket.create_connection(self._server)
                    self._through.append(host)
                    threading.Thread(target=self._pass_on, args=(guest, host), daemon=True).start()
                    threading.Thread(target=self._pass_on, args=(host, guest, True), daemon=True).start()

    def _pass_on(self, giver: socket.socket, taker: socket.socket, is_answer: bool = False) -> None:
        with suppress(OSError):
            while said := giver.recv(65_536):
                if is_answer and self.state == "slow":
                    time.sleep(SLOW)
                taker.sendall(said)
        for end in (giver, taker):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _end_all(self) -> None:
        for end in self._through:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._through.clear()
