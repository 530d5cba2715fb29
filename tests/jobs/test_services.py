"""The queue: who gets a job, what becomes of it when its work fails, dies or is cancelled."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.models import Event
from navstrechu.jobs import registry, services
from navstrechu.jobs.liveness import Claimant, is_alive
from navstrechu.jobs.models import Job, JobState
from navstrechu.jobs.registry import BACKOFF, Task
from navstrechu.jobs.running import Run, run_job
from tests.factories.accounts import user
from tests.factories.notices import job

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def claimed(token: str = "somebody") -> Job:
    job(at=NOW)
    found = services.claim_next(token=token, at=NOW)
    assert found is not None
    return found


def state_of(one: Job) -> tuple[str, str, int]:
    one.refresh_from_db()
    return one.state, one.claimed_by, one.attempts


def test_job_is_claimed_once():
    job(at=NOW)

    first = services.claim_next(token="first", at=NOW)
    second = services.claim_next(token="second", at=NOW)

    assert first is not None
    assert state_of(first) == ("running", "first", 1)
    assert second is None


def test_job_of_a_rolled_back_transaction_was_never_ordered():
    with pytest.raises(InputRefused), transaction.atomic():
        job(at=NOW)
        raise InputRefused("нет")

    assert Job.objects.count() == 0


def test_job_waits_for_its_time():
    job(at=NOW + timedelta(minutes=1))

    assert services.claim_next(token="a", at=NOW) is None
    assert services.claim_next(token="a", at=NOW + timedelta(minutes=1)) is not None


def test_one_open_job_of_a_key_and_one_for_ever_of_a_slot():
    first = job(key="only", at=NOW)

    assert services.enqueue("test-work", key="only", at=NOW) is None
    Job.objects.filter(pk=first.pk).update(state=JobState.DONE)
    assert services.enqueue("test-work", key="only", at=NOW) is not None
    assert services.enqueue("test-work", slot="hour", at=NOW) is not None
    Job.objects.update(state=JobState.DONE)
    assert services.enqueue("test-work", slot="hour", at=NOW) is None


def test_unknown_kind_is_a_programming_error():
    with pytest.raises(KeyError):
        services.enqueue("no-such-work", at=NOW)


def test_failed_attempts_wait_longer_and_then_end_in_the_history():
    one = claimed()
    waits = []

    for _ in BACKOFF:
        services.fail(one, text="нет связи", at=NOW)
        one.refresh_from_db()
        waits.append(one.run_after - NOW)
        one = services.claim_next(token="again", at=one.run_after)
    services.fail(one, text="нет связи", at=NOW)

    assert waits == list(BACKOFF)
    assert state_of(one) == ("failed", "", len(BACKOFF) + 1)
    assert Event.objects.get(verb="job_failed").comment == "нет связи"


def test_dead_workers_jobs_are_taken_back_and_a_live_ones_are_not():
    alive = Claimant()
    dead, living = claimed("0" * 32), claimed(alive.token)

    taken = services.take_back(at=NOW)

    assert [found.pk for found in taken] == [dead.pk]
    assert state_of(dead) == ("queued", "", 1)
    assert state_of(living) == ("running", alive.token, 1)
    alive.leave()
    assert not is_alive(alive.token)


def test_work_that_kills_its_worker_every_time_is_given_up():
    one = claimed()
    for _ in BACKOFF:
        services.take_back(at=NOW)
        one = services.claim_next(token="next", at=NOW)

    services.take_back(at=NOW)

    assert state_of(one) == ("failed", "", len(BACKOFF) + 1)


def test_end_of_a_job_that_is_anothers_by_now_changes_nothing():
    one = claimed("first")
    services.take_back(at=NOW)
    services.claim_next(token="second", at=NOW)

    assert not services.finish(one, result={}, text="", at=NOW)
    assert not services.note_progress(one, percent=50, text="")
    assert state_of(one) == ("running", "second", 2)


def test_queued_job_is_cancelled_at_once_and_told():
    one, person = job(at=NOW), user()

    services.cancel(job=one, by=person, at=NOW)

    assert state_of(one) == ("cancelled", "", 0)
    event = Event.objects.get(verb="job_cancelled")
    assert (event.subject_text, event.actor_id) == ("Пробная работа", str(person.pk))
    with pytest.raises(Conflict) as refusal:
        services.cancel(job=one, by=person, at=NOW)
    assert str(refusal.value) == "Эта работа уже закончена или отменена."


def test_running_job_stops_at_its_next_step():
    steps = []

    def work(run: Run) -> dict[str, object]:
        for number in run.each(range(5), 5):
            steps.append(number)
            services.cancel(job=run.job, by=user(), at=NOW)
            run._noted_at = 0.0
        return {}

    registry.register(Task("stoppable", "Долгая работа", work))
    job("stoppable", at=NOW)
    one = services.claim_next(token="a", at=NOW)

    run_job(Run(one))

    assert steps == [0]
    assert state_of(one) == ("cancelled", "", 1)


def test_worker_told_to_stop_gives_the_job_back_without_counting_the_attempt():
    registry.register(Task("endless", "Работа", lambda run: run.progress(1, 2) or {}))
    job("endless", at=NOW)
    one = services.claim_next(token="a", at=NOW)
    run = Run(one)
    run.stop_asked = True

    run_job(run)

    assert state_of(one) == ("queued", "", 0)


def test_result_and_last_words_stand_on_the_row():
    def work(run: Run) -> dict[str, object]:
        run.say("Сделано: 3")
        return {"done": 3}

    registry.register(Task("fruitful", "Работа", work))
    job("fruitful", at=NOW)
    one = services.claim_next(token="a", at=NOW)

    run_job(Run(one))

    assert state_of(one) == ("done", "", 1)
    assert (one.percent, one.text, one.result) == (100, "Сделано: 3", {"done": 3})


def test_crash_of_the_work_is_told_with_an_incident_number(caplog: pytest.LogCaptureFixture):
    registry.register(Task("broken", "Работа", lambda run: {"x": 1 // 0}))
    job("broken", at=NOW)
    one = services.claim_next(token="a", at=NOW)

    run_job(Run(one))

    assert state_of(one) == ("queued", "", 1)
    number = one.text.removeprefix("Сбой программы. Сообщите администратору номер обращения ").rstrip(".")
    assert number in caplog.text


def test_database_holds_what_is_claimed():
    one = job(at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=one.pk).update(state="running")


def test_old_jobs_are_forgotten():
    one = claimed()
    services.finish(one, result={}, text="", at=NOW - timedelta(days=31))
    job(at=NOW)

    assert services.tidy(before=NOW - timedelta(days=30)) == 1
    assert Job.objects.count() == 1


def test_work_by_hand_is_told_and_refused_while_it_is_open():
    registry.register(Task("test-work", "Пробная работа", lambda run: {}, by_hand=True))
    person = user()
    services.order_by_hand("test-work", agency_id=5, by=person, at=NOW)

    with pytest.raises(Conflict):
        services.order_by_hand("test-work", agency_id=5, by=person, at=NOW)

    assert Event.objects.filter(verb="job_ordered").values_list("agency_id", "actor_id").get() == (
        5,
        str(person.pk),
    )
