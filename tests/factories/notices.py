"""Notices, choices of mail, letters, jobs."""

from itertools import count

from django.utils import timezone

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.jobs.models import Job
from navstrechu.jobs.registry import Task, register
from navstrechu.jobs.services import enqueue
from navstrechu.notices.letters import Letter
from navstrechu.notices.models import Mail, MailChoice, MailMode, Notification
from navstrechu.notices.services.outbox import queue_letter
from navstrechu.notices.services.telling import Tale, choose_mail, tell
from navstrechu.organisation.models import Agency
from tests.factories import NOON
from tests.factories.organisation import agency, member

_numbers = count(1)
LETTER = Letter("Тема", "Текст письма.", "<p>Текст письма.</p>")


def tale(of: Agency, kind: str = "overdue", number: str = "2.1.1") -> Tale:
    """Something that happened to a measure."""
    data = {"number": number, "title": "Составить перечень", "deadline": "01.03.2024", "actor": "Орлов П. С."}
    data |= {"was": "01.03.2024", "becomes": "01.04.2024", "reason": "Нет данных", "text": "Когда?"}
    data |= {"act": "Приказ от 01.03.2024 № 5", "basis": "протокол № 2"}
    return Tale(kind, of, "roadmap.measure", number, f"{kind}:{next(_numbers)}", data)


def reader(of: Agency, role: Role = Role.EMPLOYEE) -> User:
    """A member with an address."""
    user = member(role, of)
    user.email = f"{user.login}@example.org"
    user.save()
    return user


def notification(user: User | None = None, of: Agency | None = None, kind: str = "overdue") -> Notification:
    owner = of or agency()
    [made] = tell(tale(owner, kind), users=[(user or reader(owner)).pk], at=NOON)
    return made


def mail_choice(user: User, mode: MailMode) -> MailChoice:
    return choose_mail(user=user, mode=mode, at=NOON)


def mail(user: User | None = None) -> Mail:
    receiver = user or reader(agency())
    return queue_letter(receiver, key=f"test:{next(_numbers)}", letter=LETTER, at=NOON)


def stuck_mail(user: User) -> Mail:
    """A letter of which nobody knows whether the server has it."""
    letter = mail(user)
    Mail.objects.filter(pk=letter.pk).update(state="uncertain")
    return letter


def job(kind: str = "test-work", **values: object) -> Job:
    if kind == "test-work":
        register(Task("test-work", "Пробная работа", lambda run: {}))
    made = enqueue(kind, at=values.pop("at", timezone.now()), **values)
    assert made is not None
    return made
