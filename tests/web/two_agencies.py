"""Two agencies of two regions in one installation, each with one of everything that a page can be about."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, FileRole
from navstrechu.acts.period_archives import PERIOD_JOB
from navstrechu.acts.services import add_file
from navstrechu.demonstration import papers
from navstrechu.discussion.models import Comment
from navstrechu.discussion.services import add_comment
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.processes.services.writing import subject_of as process_subject
from navstrechu.roadmap.reading.tree import ReadRoadmap
from navstrechu.roadmap.services.imports import fingerprint
from navstrechu.roadmap.services.subjects import measure_subject
from navstrechu.touchpoints.importing import fingerprint as seen_of
from navstrechu.touchpoints.importing import planned_rows
from navstrechu.touchpoints.models import ProcessTouchpoint
from navstrechu.touchpoints.queries.importing import live_register
from navstrechu.touchpoints.reading import ReadRegister
from tests.factories import NOON, TODAY
from tests.factories.accounts import authenticator
from tests.factories.archives import made_archive
from tests.factories.drafting import amended_act
from tests.factories.evidence import PDF, act, stored_file
from tests.factories.notices import job, notification, stuck_mail
from tests.factories.organisation import (
    agency,
    appointment,
    calendar_day,
    invitation,
    member,
    membership,
    person,
    unit,
)
from tests.factories.processes import channel_kind, excluded_process, process, process_group
from tests.factories.registers import approved, register_edition
from tests.factories.roadmap import (
    HEAD,
    import_draft,
    measure,
    read_measure,
    reading,
    required_result,
    result_document,
    roadmap,
    template,
)
from tests.factories.time import calendar_feed
from tests.factories.tokens import api_key
from tests.factories.touchpoints import (
    proposal,
    register_draft,
    removed_row,
    returned_proposal,
    row,
    update_task,
)
from tests.sessions import sign_in
from tests.web.agency_drafts import agreement_bodies, agreement_things
from tests.web.agency_editor import OF_A_KIND, editor_bodies, editor_things

Values = dict[str, object]


@dataclass(frozen=True)
class Place:
    """An agency, its people by role, and for each address that names an object the object."""

    agency: Agency
    people: dict[Role, User]
    objects: dict[str, Values]

    def path(self, route: str, objects: "Place | None" = None) -> str:
        """An address of this agency; with ``objects`` it names things of another one."""
        kwargs = dict((objects or self).objects.get(route, {}))
        if route.split(":")[0] in AGENCY_AREAS and route not in {"home:start", "home:first-steps"}:
            kwargs["agency"] = self.agency.code
        return reverse(route, kwargs=kwargs)


TOMORROW = TODAY + timedelta(days=1)
FORM_COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS")
AGENCY_AREAS = {
    "documents", "drafting", "history", "home", "jobs", "organisation", "processes", "public", "registers",
    "roadmap", "touchpoints",
}  # fmt: skip


def place(last_number: str) -> Place:
    """An agency in a region of its own; its plan has the measures 1.1 and ``last_number``."""
    own = agency()
    people = {role: member(role, own) for role in Role}
    plan = roadmap(own, reading(read_measure("1.1"), read_measure(last_number)))
    first, last = measure(plan, "1.1"), measure(plan, last_number)
    held = appointment(own.posts.get(title=HEAD), person(own, people[Role.UNIT_HEAD]))
    order, account = act(own), authenticator()[0].user
    said = _comment(own, people[Role.EMPLOYEE], last)
    day = calendar_day(own, date(2024, 7, 12), is_working=False)
    draft = import_draft(own, _next_edition(last_number))
    invited, secret = invitation(own, at=timezone.now())
    feed, token = calendar_feed(own, people[Role.EMPLOYEE])
    kept = process(own)
    stands, gone = row(kept), removed_row(kept)
    things: list[tuple[list[str], Values]] = [
        (OF_A_MEASURE, {"number": last_number}),
        (OF_A_RESULT, {"result": required_result(last).pk}),
        (OF_A_UNIT, {"pk": unit(own).pk}),
        (OF_A_POST, {"pk": held.post_id}),
        (OF_A_PERSON, {"pk": held.person_id}),
        (OF_AN_ACCOUNT, {"pk": account.pk}),
        (OF_A_DOCUMENT, {"pk": order.pk}),
        (OF_A_PREVIEW, {"pk": draft.pk}),
        (OF_A_PROCESS, {"pk": kept.pk}),
        (OF_A_ROW, {"pk": stands.pk}),
        (["touchpoints:row-restore"], {"pk": gone.pk}),
        (["touchpoints:process-peculiarity"], {"pk": kept.pk}),
        (["touchpoints:group-peculiarity"], {"pk": process_group(own, 9).pk}),
        *_kept_registers(own, people, stands),
        (["processes:restore"], {"pk": excluded_process(own).pk}),
        (["processes:withdraw-comment"], {"pk": kept.pk, "comment": _said_of(own, kept, people).pk}),
        (["processes:group-change", "processes:group-remove"], {"pk": process_group(own, 9).pk}),
        (["processes:channel-change", "processes:channel-close"], {"pk": channel_kind(own).pk}),
        (["roadmap:from-template"], {"edition": template(agency(own.region)).pk}),
        (["roadmap:uncount-document"], {"number": "1.1", "link": result_document(required_result(first)).pk}),
        (["roadmap:withdraw-comment"], {"number": last_number, "comment": said.pk}),
        (OF_A_LINK, {"secret": secret}),
        (OF_AN_INVITATION, {"pk": invited.pk}),
        (["roadmap:feed"], {"token": token}),
        (["roadmap:feed-withdraw"], {"pk": feed.pk}),
        (["notices:notice"], {"pk": notification(people[Role.EMPLOYEE], own).pk}),
        (["jobs:cancel"], {"pk": job(agency_id=own.pk).pk}),
        (["jobs:mail-again"], {"pk": stuck_mail(people[Role.EMPLOYEE]).pk}),
        (["jobs:mail-drop"], {"pk": stuck_mail(people[Role.EMPLOYEE]).pk}),
        (["documents:file"], {"pk": stored_file(own).pk}),
        *_papers(own, people, order),
        *agreement_things(own, people, held.post),
        *editor_things(own, people),
        (["tokens:withdraw"], {"pk": api_key(people[Role.EMPLOYEE])[0].pk}),
        (["organisation:appointment-end"], {"pk": held.pk}),
        (["organisation:calendar-restore"], {"pk": day.pk}),
        (["organisation:role-withdraw"], {"pk": membership(account, Role.ANALYST, own).pk}),
    ]
    objects = {route: values for routes, values in things for route in routes}
    return Place(own, people, objects | OF_A_FORMAT)


def _papers(own: Agency, people: dict[Role, User], order: Act) -> list[tuple[list[str], Values]]:
    """A document written here and amended, a scan beside it, archives made and being made."""
    written = amended_act(own)
    facts: dict[str, Any] = {"role": FileRole.SCAN, "name": "скан.pdf", "data": PDF}
    scan = add_file(act=written, **facts, by=people[Role.COORDINATOR], at=NOON)
    return [
        (["documents:text", "documents:text-compare"], {"pk": written.pk}),
        (["documents:text-file"], {"pk": written.pk, "fmt": "docx"}),
        (["documents:extra-file"], {"pk": written.pk, "extra": scan.pk}),
        (["documents:add-file"], {"pk": order.pk}),
        (["documents:archive-file"], {"pk": made_archive(own).pk}),
        (["documents:archive-cancel"], {"pk": job(PERIOD_JOB, agency_id=own.pk).pk}),
    ]


def _kept_registers(
    own: Agency, people: dict[Role, User], stands: ProcessTouchpoint
) -> list[tuple[list[str], Values]]:
    """An edition of touchpoints that waits, two approved ones of processes, proposals, a file, a report."""
    waits = register_edition(own)
    last = [approved(register_edition(own, register="processes"), day) for day in (TODAY, TOMORROW)][1]
    submitted = proposal(member(Role.COORDINATOR, own), stands)
    returned = returned_proposal(people[Role.COORDINATOR], stands)
    read = register_draft(own)
    loading = job("import-register", agency_id=own.pk)
    processes: Values = {"register": "processes"}
    return [
        (OF_A_PLACE, {"pk": stands.touchpoint_id}),
        (["touchpoints:proposal", "touchpoints:proposal-decide"], {"pk": submitted.pk}),
        (["touchpoints:proposal-resubmit", "touchpoints:proposal-withdraw"], {"pk": returned.pk}),
        (["touchpoints:task-close"], {"pk": update_task(stands.process).pk}),
        (OF_A_REGISTER_FILE, {"pk": read.pk}),
        (["touchpoints:import-progress"], {"pk": loading.pk}),
        (OF_A_WAITING_EDITION, {"register": "touchpoints", "number": waits.number}),
        (OF_AN_APPROVED_EDITION, processes | {"number": last.number}),
        (OF_AN_EDITION_FILE, processes | {"number": last.number, "fmt": "docx"}),
    ]


OF_A_PLACE = [
    "touchpoints:place", "touchpoints:place-edit", "touchpoints:place-confirm", "touchpoints:place-close",
]  # fmt: skip
OF_A_REGISTER_FILE = [
    "touchpoints:import-preview", "touchpoints:import-confirm", "touchpoints:import-discard",
]  # fmt: skip
OF_A_WAITING_EDITION = ["registers:approve", "registers:withdraw"]
OF_AN_APPROVED_EDITION = ["registers:edition", "public:edition"]
OF_AN_EDITION_FILE = ["registers:file", "registers:order", "registers:amending-order", "public:file"]
OF_AN_EDITION = [*OF_A_WAITING_EDITION, *OF_AN_APPROVED_EDITION, *OF_AN_EDITION_FILE]
OF_A_MEASURE = [
    "roadmap:table-row", "roadmap:edit-measure", "roadmap:measure", "roadmap:start-measure",
    "roadmap:register-document", "roadmap:count-document", "roadmap:comment",
]  # fmt: skip
OF_A_PROCESS = [
    "processes:process", "processes:change", "processes:exclude", "processes:volumes", "processes:comment",
]  # fmt: skip
OF_A_ROW = ["touchpoints:row", "touchpoints:row-edit", "touchpoints:row-remove"]
OF_A_RESULT = ["roadmap:table-result", "roadmap:edit-result"]
OF_A_UNIT = ["organisation:unit-edit", "organisation:unit-close"]
OF_A_POST = [
    "organisation:post", "organisation:post-edit", "organisation:post-close",
    "organisation:appointment-create",
]  # fmt: skip
OF_A_PERSON = ["organisation:person-edit", "organisation:person-account"]
OF_AN_ACCOUNT = [
    "organisation:account", "organisation:account-state", "organisation:account-password",
    "organisation:account-second-factor", "organisation:account-identity",
]  # fmt: skip
OF_A_LINK = ["invitations:accept", "invitations:openid"]
OF_AN_INVITATION = ["organisation:invitation-reissue", "organisation:invitation-withdraw"]
OF_A_DOCUMENT = ["documents:document", "documents:annul"]
OF_A_PREVIEW = ["roadmap:import-preview", "roadmap:import-confirm", "roadmap:import-discard"]
# These say how to show something, not what.
OF_A_FORMAT: dict[str, Values] = OF_A_KIND | {
    "help:topic": {"slug": "roadmap"},
    "help:picture": {"name": "matrix"},
    "roadmap:table-file": {"fmt": "csv"},
    "roadmap:typical-term": {"kind": "touchpoints"},
    "documents:export": {"fmt": "csv"},
    "processes:export": {"fmt": "csv"},
    "touchpoints:export": {"fmt": "csv"},
    "registers:editions": {"register": "processes"},
    "registers:comparison": {"register": "processes"},
    "registers:freeze": {"register": "processes"},
    "registers:procedure": {"register": "processes"},
    "public:register": {"register": "processes"},
    "history:export": {"extension": "csv"},
    "roadmap:export": {"fmt": "docx"},
    "roadmap:report-file": {"fmt": "docx"},
}


def _next_edition(last_number: str) -> ReadRoadmap:
    return reading(read_measure("1.1", title="Сказано иначе"), read_measure(last_number))


def _comment(of: Agency, by: User, about: object) -> Comment:
    return add_comment(agency=of, subject=measure_subject(about), text="Готово к подписи.", by=by, at=NOON)


def _said_of(of: Agency, kept: Process, people: dict[Role, User]) -> Comment:
    by = people[Role.EMPLOYEE]
    return add_comment(agency=of, subject=process_subject(kept), text="Проверьте срок.", by=by, at=NOON)


def bodies(own: Place) -> dict[str, Values]:
    """Forms that would be accepted from somebody who may send them: a missing guard would change data."""
    document = {"number": "77", "dated": "01.03.2024", "title": "Об утверждении порядка"}
    order = own.objects["documents:document"]["pk"]
    return agreement_bodies(own.agency) | editor_bodies() | {
        "shell:as-of": {"as_of": "15.03.2024"},
        "roadmap:edit-measure": {"version": 1, "title": "Иное", "responsible": _head(own)},
        "roadmap:edit-result": {"version": 1, "text": "Иное"},
        "roadmap:start-measure": {"started_on": "04.03.2024"},
        "roadmap:register-document": document | {"file": _pdf()},
        "roadmap:count-document": {"act": order},
        "roadmap:comment": {"text": "Иное"},
        "roadmap:decide": document | {
            "measures": [own.objects["roadmap:measure"]["number"]], "new_due_on": "03.06.2024",
            "reason": "Уточнение", "basis": "new", "file": _pdf(),
        },
        "processes:include": _card(own) | {"included_on": "01.03.2024", "basis": "Приказ"},
        "processes:change": _card(own) | {"version": 1},
        "processes:exclude": {"version": 1, "excluded_on": "01.03.2024", "basis": "Закон"},
        "processes:restore": {"version": 2, "included_on": "01.03.2024", "basis": "Закон"},
        "processes:volumes": {"version": 1, "year": 2023, _channel(own): 5},
        "processes:comment": {"text": "Иное"},
        "processes:group-create": {"number": 10, "title": "Проекты", "client": "internal"},
        "processes:group-change": {"version": 1, "number": 9, "title": "Иное", "client": "internal"},
        "processes:group-remove": {"version": 1},
        "processes:channel-create": {"title": "Инфомат", "category": "offline"},
        "processes:channel-change": {"version": 1, "title": "Инфомат", "category": "offline"},
        "processes:channel-close": {"version": 1, "closed_on": "01.03.2024"},
        "touchpoints:row-add": _row(own) | {"process": own.objects["processes:process"]["pk"]},
        "touchpoints:row-edit": _row(own) | {"version": 1},
        "touchpoints:row-remove": {"version": 1},
        "touchpoints:row-restore": {"version": 2},
        "touchpoints:process-peculiarity": {"version": 0, "text": "Бесплатно"},
        "touchpoints:group-peculiarity": {"version": 0, "text": "Бесплатно"},
        "touchpoints:settings": {"version": 0, "report_working_days": 3, "confirm_months": 6},
        "touchpoints:place-new": _place(own),
        "touchpoints:place-edit": _place(own) | {"version": 1},
        "touchpoints:place-confirm": {"on": "01.03.2024"},
        "touchpoints:place-close": {"on": "01.03.2024"},
        "touchpoints:proposal-decide": {"decision": "accept"},
        "touchpoints:proposal-resubmit": _row(own) | {
            "trigger": "needs", "happened_on": "01.03.2024", "reason": "Иное",
        },
        "touchpoints:task-close": {"because": "Изменений нет"},
        "touchpoints:import-confirm": {"seen": seen_rows(own), "include": 1},
        "registers:freeze": {"comment": "Исправлено"},
        "registers:withdraw": {"reason": "Опечатка"},
        "registers:approve": document | {"dated": "16.03.2024", "file": _pdf()},
        "registers:procedure": {"act": order},
        "roadmap:import": {"text": papers.ROADMAP_TEXT.read_text(encoding="utf-8")},
        "roadmap:import-confirm": {
            "basis": "протокол от 01.03.2024 № 2", "approved_on": "01.03.2024",
            "seen": fingerprint(own.agency, date(2024, 3, 1)),
        },
        "roadmap:typical-term": {"working_days": 30},
        "roadmap:feeds": {"scope": "agency"},
        "documents:add-file": {"role": "scan", "file": _pdf()},
        "documents:archive": {"since": "01.01.2024", "until": "31.12.2024"},
        "documents:create": document | {"kind": "order", "file": _pdf()},
        "documents:annul": {"reason": "Ошибка", "on": "04.03.2024"},
        "organisation:unit-create": {"name": "Новый отдел", "position": 1},
        "organisation:unit-edit": {"name": "Иной отдел", "position": 1, "version": 1},
        "organisation:unit-close": {"closed_on": "01.04.2024"},
        "organisation:post-create": {"title": "Советник", "rank": "employee"},
        "organisation:post-edit": {"title": "Советник", "rank": "employee", "version": 1},
        "organisation:post-close": {"closed_on": "01.04.2024"},
        "organisation:appointment-create": {
            "person": own.objects["organisation:person-edit"]["pk"], "since": "01.04.2024", "is_acting": "on",
        },
        "organisation:appointment-end": {"until": "01.04.2024"},
        "organisation:person-create": {"surname": "Ким", "first_name": "Ян"},
        "organisation:person-edit": {"surname": "Ким", "first_name": "Ян", "version": 1},
        "organisation:person-account": {"account": ""},
        "organisation:calendar-correct": {"day": "15.07.2024", "is_working": "no", "reason": "указ"},
        "organisation:role-grant": {"login": own.people[Role.ANALYST].login, "role": "administrator"},
        "organisation:invite": {"invited_name": "Ким Я.", "role": "administrator"},
        "organisation:account-create": {
            "login": "novyj", "display_name": "Новый", "role": "administrator",
            "password": "Долгий-пароль-2024",
        },
        "notices:settings": {"mode": "off"},
        "jobs:start": {"kind": "remind-of-terms"},
        "organisation:account-state": {"active": "no"},
        "organisation:account-password": {"password": "Другой-пароль-2024"},
        "organisation:account-second-factor": {"reason": "Потерян телефон"},
    }  # fmt: skip


def _card(own: Place) -> Values:
    rows = {f"{name}-{count}": 0 for name in ("bases", "participants") for count in FORM_COUNTS}
    return rows | {
        "group": process_group(own.agency).pk, "title": "Иной процесс", "object_kind": "service",
        "scope": "main", "reach": "internal",
    }  # fmt: skip


def _place(own: Place) -> Values:
    channel = own.objects["processes:channel-change"]["pk"]
    return {f"agreements-{count}": 0 for count in FORM_COUNTS} | {"name": "Терминал", "channel": channel}


def seen_rows(own: Place) -> str:
    """What somebody has seen of the file that waits."""
    read = ReadRegister.from_json(own.agency.register_drafts.get().content)
    return seen_of(planned_rows(read.rows, live_register(own.agency), include_unknown=True))


def _row(own: Place) -> Values:
    channel = own.objects["processes:channel-change"]["pk"]
    rows = {f"bases-{count}": 0 for count in FORM_COUNTS}
    return rows | {"place": "Инфомат", "channel": channel, "interactions": "Справка", "peculiarities": ""}


def _channel(own: Place) -> str:
    return f"channel_{own.objects['processes:channel-change']['pk']}"


def _head(own: Place) -> int:
    return own.agency.posts.get(title=HEAD).pk


def _pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("приказ.pdf", PDF, "application/pdf")


def disabled(own: Place, client: Client) -> Client:
    """Somebody whose account was closed while a session of it was open."""
    account = member(Role.COORDINATOR, own.agency)
    sign_in(account, client)
    account.is_active = False
    account.save(update_fields=["is_active"])
    return client
