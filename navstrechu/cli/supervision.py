"""The worker beside the server: one command starts both, and a worker that dies is started again."""

import os
import subprocess
import sys
import threading

# The first page must not wait for the worker to load.
START_SECONDS = 1.0
RESTART_SECONDS = 2.0
STOP_SECONDS = 15.0


class SupervisedWorker:
    """`navstrechu worker` as a process of its own; it ends by itself when this process is gone."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Begin watching; the worker itself starts a moment later."""
        self._thread.start()

    def stop(self) -> None:
        """Let the worker end its step, then wait for it."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=START_SECONDS + RESTART_SECONDS)
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()

    def _watch(self) -> None:
        pause = START_SECONDS
        while not self._stopping.wait(pause):
            if self._process is None or self._process.poll() is not None:
                self._process = _spawn()
            pause = RESTART_SECONDS


def _spawn() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-P", "-m", "navstrechu", "worker", "--parent", str(os.getpid())]
    # In a session of its own: Ctrl+C at the terminal reaches the server, which stops the worker in order.
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
