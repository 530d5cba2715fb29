"""Apps that want to know what happens are told in the transaction of the event."""

import pytest
from django.db import transaction

from navstrechu.history import listeners
from navstrechu.history.models import Event
from tests.factories.evidence import event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_listeners(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listeners, "_listeners", listeners.defaultdict(list))


def test_listener_hears_its_verb_once_and_no_other():
    heard: list[Event] = []
    for _ in range(2):
        listeners.register("measure_edited", heard.append)

    edited = event(verb="measure_edited")
    event(verb="measure_started")

    assert heard == [edited]


def test_failing_listener_undoes_the_change():
    def fail(_event: Event) -> None:
        raise LookupError

    listeners.register("measure_edited", fail)

    with pytest.raises(LookupError), transaction.atomic():
        event(verb="measure_edited")

    assert Event.objects.count() == 0
