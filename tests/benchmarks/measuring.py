"""Timing beside a baseline of the same run: only the two together say something on a shared machine."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path


def median_ms(action: Callable[[], object], *, times: int = 30, warm_up: int = 3) -> float:
    """The median duration of ``action`` in milliseconds, after a few runs that fill the caches."""
    for _ in range(warm_up):
        action()
    return statistics.median(_milliseconds(action) for _ in range(times))


def _milliseconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def peak_mb(action: Callable[[], object]) -> float:
    """The most memory in megabytes that this process held while ``action`` ran; Linux only."""
    Path("/proc/self/clear_refs").write_text("5")  # the kernel forgets the peak so far
    action()
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def show(what: str, measured: float, aim: str, baseline: str, reference: float) -> None:
    """One line of the report."""
    print(f"\n{what}: {measured:.1f} ms (aim {aim}); {baseline}: {reference:.1f} ms", end="")
