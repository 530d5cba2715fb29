"""The clock of reminders: the real one, or the day at which a demonstration stands."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from navstrechu.core import clock


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    yield
    clock.set_source(timezone.now)


def test_clock_tells_the_present_moment():
    assert abs(clock.now() - timezone.now()) < timedelta(seconds=1)


@pytest.mark.parametrize("is_on", [True, False])
def test_demonstration_alone_stands_at_its_day(settings, is_on: bool):
    settings.DEMONSTRATION = is_on

    apps.get_app_config("demonstration").ready()

    assert (clock.now() == datetime(2024, 3, 15, 7, tzinfo=UTC)) is is_on
