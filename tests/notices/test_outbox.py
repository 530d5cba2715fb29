"""The outbox: states of a letter, whatever the server or the machine does."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict
from navstrechu.history.models import Event
from navstrechu.jobs.models import Job
from navstrechu.jobs.running import Run
from navstrechu.jobs.services import claim_next
from navstrechu.notices import queries, transports
from navstrechu.notices.models import Mail, MailMode
from navstrechu.notices.services import outbox
from navstrechu.notices.services.telling import choose_mail, tell
from navstrechu.notices.tasks import send_mail
from navstrechu.notices.transports import message_of
from navstrechu.organisation.services.invitations import withdraw_invitation
from tests.factories import NOON
from tests.factories.notices import job, mail, mail_choice, reader, tale
from tests.factories.organisation import agency, invitation, member
from tests.notices.mail_server import MailServer, mail_server

pytestmark = pytest.mark.django_db
DEAD = "0" * 32


@pytest.fixture
def server(settings):
    with mail_server() as running:
        settings.MAIL_TRANSPORT, settings.SMTP_HOST = "smtp", "127.0.0.1"
        settings.SMTP_PORT = running.port
        yield running


def send() -> dict[str, object]:
    """One run of the sender, in this process."""
    job("send-mail", at=NOON)
    claimed = claim_next(token="tests", at=timezone.now())
    result = send_mail(Run(claimed))
    Job.objects.all().delete()
    return result


def body(received: EmailMessage, kind: str) -> str:
    return received.get_body((kind,)).get_content().replace("\r\n", "\n")


def state_of(letter: Mail) -> tuple[str, str, int]:
    letter.refresh_from_db()
    return letter.state, letter.claimed_by, letter.attempts


def test_letter_is_sent_once_and_reads_as_written(server: MailServer):
    letter = mail()

    assert (send(), send()) == ({"sent": 1}, {"sent": 0})

    [received] = [message_from_bytes(data, policy=default) for data in server.accepted]
    assert (received["To"], received["Subject"], received["Message-ID"]) == (
        letter.address,
        "Тема",
        letter.message_id,
    )
    assert body(received, "plain") == "Текст письма.\n"
    assert body(received, "html") == "<p>Текст письма.</p>\n"
    assert state_of(letter) == ("sent", "", 1)


def test_message_is_the_same_bytes_at_every_attempt():
    letter = mail()

    assert message_of(letter) == message_of(Mail.objects.get(pk=letter.pk))


def test_letter_of_events_is_written_when_its_turn_comes(server: MailServer):
    owner = agency()
    user = reader(owner)
    mail_choice(user, MailMode.EVENTS)
    tell(tale(owner, "due_date_moved"), users=[user.pk], at=NOON)
    tell(tale(owner, "comment", number="2.2.2"), users=[user.pk], at=NOON)

    send()

    [received] = [message_from_bytes(data, policy=default) for data in server.accepted]
    assert received["Subject"] == "2 новых уведомления"
    assert body(received, "plain") == (
        f"Здравствуйте, {user.display_name}!\n\n"
        "ПЕРЕНЕСЕНЫ СРОКИ\n"
        "– Срок мероприятия 2.1.1 перенесён с 01.03.2024 на 01.04.2024: Нет данных\n"
        f"  http://127.0.0.1:8000/agency/{owner.code}/roadmap/measures/2.1.1/\n\n"
        "СООБЩЕНИЯ В ОБСУЖДЕНИЯХ\n"
        "– Орлов П. С. пишет о мероприятии 2.2.2: Когда?\n"
        f"  http://127.0.0.1:8000/agency/{owner.code}/roadmap/measures/2.2.2/\n\n\n"
        "Письмо составлено системой «Навстречу»; отвечать на него не нужно.\n"
        "Как часто приходят письма, выбирают здесь: http://127.0.0.1:8000/notices/settings/\n"
    )


@pytest.mark.parametrize(
    ("step", "answer", "state"),
    [
        ("MAIL", "451 later", "queued"),
        ("RCPT", "450 busy", "queued"),
        ("RCPT", "550 no such user", "failed"),
        ("DATA", "452 full", "queued"),
        ("TEXT", "451 try again", "queued"),
        ("TEXT", "554 refused", "failed"),
    ],
)
def test_refusal_is_tried_again_unless_it_is_for_good(server: MailServer, step, answer, state):
    letter = mail()
    server.answers[step] = answer

    send()

    assert state_of(letter) == (state, "", 1)
    assert (letter.problem, server.accepted) == (answer, [])
    if state == "queued":
        assert timedelta(seconds=50) < letter.next_try_at - timezone.now() <= outbox.WAITS[0]


def test_server_that_is_away_costs_nothing(settings):
    settings.MAIL_TRANSPORT, settings.SMTP_HOST, settings.SMTP_PORT = "smtp", "127.0.0.1", 9
    first, second = mail(), mail()

    result = send()

    # The second is not tried: it waits with the first, and no attempt is counted.
    assert (result, state_of(first), state_of(second)) == (
        {"sent": 0},
        ("queued", "", 1),
        ("queued", "", 0),
    )
    assert "refused" in first.problem
    assert second.next_try_at > timezone.now() + timedelta(seconds=50)


def test_letter_is_given_up_after_the_last_wait(server: MailServer):
    letter = mail()
    server.answers["RCPT"] = "450 busy"

    for _ in range(len(outbox.WAITS) + 1):
        Mail.objects.update(next_try_at=NOON)
        send()

    assert state_of(letter) == ("failed", "", len(outbox.WAITS) + 1)


def test_dead_senders_letter_goes_back_before_the_text_and_is_uncertain_after_it(server: MailServer):
    early, late = mail(), mail()
    Mail.objects.filter(pk=early.pk).update(state="sending", claimed_by=DEAD, attempts=1)
    Mail.objects.filter(pk=late.pk).update(state="handed", claimed_by=DEAD, attempts=1)
    assert queries.mail_is_needed(timezone.now())

    send()

    assert (state_of(early), state_of(late)) == (("sent", "", 1), ("uncertain", "", 1))
    assert list(server.counts()) == [early.message_id]


def test_file_tells_whether_a_dead_sender_had_written_it(settings, tmp_path):
    settings.MAIL_TRANSPORT, settings.MAIL_FOLDER = "file", tmp_path / "mail"
    written, unwritten = mail(), mail()
    send()
    Mail.objects.update(state="handed", claimed_by=DEAD, sent_at=None)
    (settings.MAIL_FOLDER / f"{unwritten.message_id[1:33]}.eml").unlink()

    send()

    assert (state_of(written)[0], state_of(unwritten)[0]) == ("sent", "sent")
    assert len(list(settings.MAIL_FOLDER.iterdir())) == 2


def test_administrator_decides_on_an_uncertain_letter_once(server: MailServer):
    owner = agency()
    letter = mail(reader(owner))
    Mail.objects.update(state="uncertain")
    by = member(Role.ADMINISTRATOR, owner)
    assert [row.id for row in queries.outbox_of(owner).stuck] == [letter.pk]

    outbox.send_again(mail=letter, agency=owner, by=by, at=NOON)
    with pytest.raises(Conflict):
        outbox.drop_mail(mail=letter, agency=owner, by=by, at=NOON)
    send()

    assert state_of(letter) == ("sent", "", 1)
    told = Event.objects.get(verb="mail_sent_again")
    assert letter.address not in (told.subject_text, told.comment)


def test_letters_of_another_agency_are_not_shown():
    letter = mail(reader(agency()))
    Mail.objects.update(state="failed")
    other = agency()

    assert queries.outbox_of(other).stuck == ()
    assert queries.stuck_mail(other, letter.pk) is None


def test_somebody_who_left_gets_nothing(server: MailServer):
    letter = mail()
    letter.user.is_active = False
    letter.user.save()

    send()

    assert (state_of(letter)[0], server.accepted) == ("dropped", [])


def test_letter_goes_to_the_address_of_the_moment(server: MailServer):
    letter = mail()
    choose_mail(user=letter.user, mode=MailMode.DAILY, address="home@example.org", at=NOON)

    send()

    assert [message["To"] for message in server.letters()] == ["home@example.org"]


def test_connection_is_renewed_before_the_server_closes_it(server: MailServer, monkeypatch):
    monkeypatch.setattr(transports, "LETTERS_OF_A_CONNECTION", 2)
    for _ in range(5):
        mail()

    assert send() == {"sent": 5}
    assert server.connections == 3


def test_server_that_closes_lets_all_letters_wait(server: MailServer):
    letters = [mail(), mail()]
    server.answers["MAIL"] = "421 closing"

    send()

    assert [state_of(letter) for letter in letters] == [("queued", "", 1), ("queued", "", 0)]


def test_letter_to_an_address_leaves_and_forgets_what_it_brought(server: MailServer):
    _made, secret = invitation(agency(), email="sokolova@example.org")
    letter = Mail.objects.get()

    assert send() == {"sent": 1}

    [received] = [message_from_bytes(data, policy=default) for data in server.accepted]
    assert received["To"] == "sokolova@example.org"
    assert f"http://127.0.0.1:8000/invitation/{secret}/" in body(received, "plain")
    letter.refresh_from_db()
    assert (letter.state, letter.text, letter.html) == ("sent", "", "")


def test_letter_that_did_not_arrive_waits_for_its_administrator(server: MailServer):
    own = agency()
    admin = member(Role.ADMINISTRATOR, own)
    made, secret = invitation(own, email="nobody@example.org", by=admin)
    server.answers["RCPT"] = "550 no such user"
    send()

    [row] = queries.outbox_of(own).stuck
    assert (row.receiver, row.label) == ("nobody@example.org", "не отправлено")
    assert queries.outbox_of(agency()).stuck == ()
    letter = queries.stuck_mail(own, row.id)
    outbox.send_again(mail=letter, agency=own, by=admin, at=timezone.now())
    del server.answers["RCPT"]
    send()

    assert secret in body(message_from_bytes(server.accepted[0], policy=default), "plain")
    event = Event.objects.get(verb="mail_sent_again")
    assert "nobody@example.org" not in event.subject_text
    assert made.status == "open"


@pytest.mark.parametrize("state", ["queued", "failed", "uncertain"])
def test_void_link_is_not_sent_whatever_became_of_its_letter(state: str):
    own = agency()
    admin = member(Role.ADMINISTRATOR, own)
    made, _secret = invitation(own, email="sokolova@example.org", by=admin)
    Mail.objects.update(state=state)

    withdraw_invitation(invitation=made, by=admin, at=NOON)

    assert Mail.objects.values_list("state", "text", "html").get() == ("dropped", "", "")
    assert queries.outbox_of(own).stuck == ()


def test_database_knows_for_whom_each_letter_is():
    letter = mail()

    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.filter(pk=letter.pk).update(user=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.filter(pk=letter.pk).update(agency=agency())
