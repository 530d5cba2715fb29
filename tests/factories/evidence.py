"""Files, documents, comments, events."""

from datetime import date
from itertools import count

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, ActKind
from navstrechu.acts.services import ActDraft, register_act
from navstrechu.discussion.models import Comment
from navstrechu.discussion.services import add_comment
from navstrechu.files.models import StoredFile
from navstrechu.files.services import store_file
from navstrechu.history.models import Chain, Event
from navstrechu.history.services import SYSTEM, Subject, record
from navstrechu.organisation.models import Agency
from tests.factories import NOON, TODAY
from tests.factories.organisation import member

_numbers = count(1)
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"


def stored_file(of: Agency, data: bytes = PDF, name: str = "приказ.pdf") -> StoredFile:
    return store_file(agency_id=of.pk, name=name, data=data, by=SYSTEM, at=NOON)


def draft(kind: ActKind = ActKind.ORDER, number: str = "", dated: date = date(2024, 3, 1)) -> ActDraft:
    return ActDraft(
        kind=kind,
        number=number or str(next(_numbers)),
        dated=dated,
        title="Об утверждении порядка",
        file_name="приказ.pdf",
        data=PDF,
    )


def act(of: Agency, by: User | None = None, **values: object) -> Act:
    registrar = by or member(Role.COORDINATOR, of)
    return register_act(agency=of, draft=draft(**values), today=TODAY, by=registrar, at=NOON)


def comment(of: Agency, by: User, text: str = "Готово к подписи.") -> Comment:
    subject = Subject("roadmap.measure", "1", "1.1. Мероприятие")
    return add_comment(agency=of, subject=subject, text=text, by=by, at=NOON)


def event(agency_id: int = 1, verb: str = "measure_edited", **values: object) -> Event:
    """Must run inside a transaction, as every record does."""
    subject = Subject("roadmap.measure", str(values.pop("subject_id", "1")), "1.1. Мероприятие")
    return record(verb, agency_id=agency_id, subject=subject, by=SYSTEM, at=NOON, **values)


def chain(agency_id: int = 1) -> Chain:
    event(agency_id)
    return Chain.objects.get(agency_id=agency_id)
