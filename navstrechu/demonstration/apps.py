from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "navstrechu.demonstration"
    label = "demonstration"

    def ready(self) -> None:
        from navstrechu.core import clock  # noqa: PLC0415 – models must be loaded first
        from navstrechu.demonstration.queries import opening_day  # noqa: PLC0415

        day = opening_day()
        if day is not None:
            # Reminders speak of the day that the visitor sees, not of a plan that ended years ago.
            moment = datetime.combine(day, time(10), tzinfo=ZoneInfo("Europe/Moscow"))
            clock.set_source(lambda: moment)
