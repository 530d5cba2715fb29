"""Timing beside a baseline of the same run: only the two together say something on a shared machine."""

import math
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Spent:
    """Milliseconds: of this processor (its children, which read files, included) and on the clock; medians,
    and the processor's 95th percentile."""

    processor: float
    p95: float
    clock: float

    def __str__(self) -> str:
        return f"{self.processor:.0f} ms of the processor (p95 {self.p95:.0f}), {self.clock:.0f} on the clock"


def spent(action: Callable[[], object], *, times: int = 5, warm_up: int = 1) -> Spent:
    """What ``action`` takes, after a run that fills the caches."""
    for _ in range(warm_up):
        action()
    runs = sorted(_run(action) for _ in range(times))
    processor = [used for used, _clock in runs]
    return Spent(
        statistics.median(processor),
        processor[math.ceil(len(runs) * 0.95) - 1],
        statistics.median(clock for _used, clock in runs),
    )


def _run(action: Callable[[], object]) -> tuple[float, float]:
    used, began = _processor(), time.perf_counter()
    action()
    return (_processor() - used) * 1000, (time.perf_counter() - began) * 1000


def _processor() -> float:
    own, children = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


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
