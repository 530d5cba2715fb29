"""All pages of the product with data of the demonstration, for the test of every page and for screenshots."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from navstrechu.accounts.models import User
from navstrechu.accounts.queries import has_authenticator
from navstrechu.accounts.roles import Role
from navstrechu.accounts.services import create_user
from navstrechu.accounts.services.second_factor import begin_enrolment
from navstrechu.acts.models import Act, FileRole, Relation
from navstrechu.acts.period_archives import PERIOD_JOB
from navstrechu.acts.services import add_file, relate_acts
from navstrechu.demonstration.content import AGENCY_CODE, COORDINATION, FINANCE
from navstrechu.demonstration.papers import ROADMAP_TEXT
from navstrechu.drafting.kinds import kind_of
from navstrechu.drafting.queries.templates import own_template
from navstrechu.drafting.services.agreement import send_draft
from navstrechu.drafting.services.templates import save_template
from navstrechu.drafting.values import VisaWanted
from navstrechu.drafting.vocabulary import Decision, VisaOrder
from navstrechu.history.services import SYSTEM
from navstrechu.jobs.models import Job
from navstrechu.jobs.services import claim_next, note_progress, order_by_hand
from navstrechu.notices.letters import Letter
from navstrechu.notices.services.outbox import claim_mail, note_uncertain, queue_letter
from navstrechu.organisation.models import Agency, Appointment, Invitation, Person, Post, Unit
from navstrechu.organisation.services.invitations import accept_invitation, invite
from navstrechu.processes.models import Process
from navstrechu.registers.queries import awaiting_edition
from navstrechu.roadmap.models import FeedScope, RequiredResult, ResultDocument
from navstrechu.roadmap.reading import read_roadmap
from navstrechu.roadmap.services.feeds import create_feed
from navstrechu.roadmap.services.imports import prepare_import
from navstrechu.tokens.services import create_token
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint, UpdateTask
from navstrechu.touchpoints.reading import ReadRow
from navstrechu.touchpoints.reading.tree import Channel, Place
from tests.factories import NOON, TODAY
from tests.factories.accounts import authenticator
from tests.factories.archives import made_archive, ordered_archive
from tests.factories.drafting import (
    agreed_draft,
    agreement_round,
    amended_act,
    decided,
    draft,
    draft_version,
    phrase_forms,
    signed_draft,
    visa,
)
from tests.factories.evidence import PDF
from tests.factories.notices import job
from tests.factories.organisation import agency
from tests.factories.processes import excluded_process, process, process_volume
from tests.factories.registers import register_edition
from tests.factories.roadmap import template
from tests.factories.touchpoints import register_draft, removed_row, returned_proposal

Values = dict[str, object]
TOUCHPOINTS: Values = {"register": "touchpoints"}
OF_AN_AGENCY = {
    "documents", "drafting", "history", "jobs", "organisation", "processes", "public", "registers",
    "roadmap", "touchpoints",
}  # fmt: skip


def _nothing() -> Values:
    return {}


@dataclass(frozen=True)
class Page:
    """A page as somebody sees it. ``values`` finds, or makes, what the address names."""

    name: str
    route: str
    login: str = "coordinator"
    values: Callable[[], Values] = _nothing
    query: str | Callable[[], str] = ""
    status: int = 200

    def path(self) -> str:
        """The address; reads the database."""
        kwargs = self.values()
        if self.route.split(":")[0] in OF_AN_AGENCY or self.route == "home:overview":
            kwargs = {"agency": AGENCY_CODE} | kwargs
        query = self.query if isinstance(self.query, str) else self.query()
        return reverse(self.route, kwargs=kwargs) + query


def _measure(number: str) -> Callable[[], Values]:
    return lambda: {"number": number}


def _result() -> Values:
    return {"result": RequiredResult.objects.get(measure__number="2.1.1", kind="report").pk}


def _counted() -> Values:
    return {"number": "2.1.1", "link": ResultDocument.objects.get(result__measure__number="2.1.1").pk}


def _process() -> Values:
    """The first process of the register, with a row of everything that its page can show."""
    own = Agency.objects.get(code=AGENCY_CODE)
    found = Process.objects.filter(agency=own).in_register().in_printed_order().first() or process(own)
    if not found.volumes.exists():
        process_volume(found, own.channel_kinds.open().first())
    return {"pk": found.pk}


def _processes() -> Values:
    """A register with at least one row."""
    _process()
    return {}


def _excluded_process() -> Values:
    own = Agency.objects.get(code=AGENCY_CODE)
    return {"pk": excluded_process(own, title="Выдача справки о доходах").pk}


def _group() -> Values:
    return {"pk": Agency.objects.get(code=AGENCY_CODE).process_groups.get(number=2).pk}


def _channel() -> Values:
    return {"pk": Agency.objects.get(code=AGENCY_CODE).channel_kinds.open().earliest("position").pk}


def _place() -> Values:
    """A touchpoint that several processes share."""
    counted = Agency.objects.get(code=AGENCY_CODE).touchpoints.open().annotate(rows=Count("links"))
    return {"pk": counted.order_by("-rows", "pk")[0].pk}


def _of_coordinator() -> tuple[Agency, User]:
    return Agency.objects.get(code=AGENCY_CODE), User.objects.get(login="coordinator")


def _second_visa() -> Values:
    """A visa of the second round: the first was refused with remarks."""
    own, by = _of_coordinator()
    asked = own.posts.get(title=FINANCE)
    first = agreement_round(own, [asked], by=by)
    decided(first.visas.get(), Decision.REFUSED, "Не указано основание. Добавьте ссылку на приказ.")
    first.draft.refresh_from_db()
    second = send_draft(draft=first.draft, visas=[VisaWanted(asked)], order=VisaOrder.SEQUENTIAL, today=TODAY,
                        by=by, at=NOON)  # fmt: skip
    return {"pk": second.visas.get().pk}


def _visas() -> Values:
    """One document to agree, one to sign, one to register."""
    own, by = _of_coordinator()
    _second_visa()
    agreed_draft(own, by)
    signed_draft(own, by)
    return {}


def _draft_of_two_versions() -> Values:
    own, _by = _of_coordinator()
    return {"pk": draft_version(own).draft_id}


def _own_template() -> Values:
    """The shipped text of a kind whose template the agency has changed."""
    own, by = _of_coordinator()
    kind = kind_of("roadmap.responsible")
    if own_template(own, kind) is None:
        text = replace(kind.template(), title="О назначении ответственного")
        save_template(agency=own, kind=kind, text=text, seen=0, by=by, at=NOON)
    return {"kind": kind.code, "number": 0}


def _words() -> Values:
    phrase_forms(_of_coordinator()[0])
    return {}


def _draft_to_send() -> Values:
    own, by = _of_coordinator()
    return {"pk": draft(own, by).pk}


def _draft_under_agreement() -> Values:
    own, by = _of_coordinator()
    return {"pk": agreement_round(own, [own.posts.get(title=FINANCE)], by=by).draft_id}


def _draft_to_sign() -> Values:
    own, by = _of_coordinator()
    return {"pk": agreed_draft(own, by).pk}


def _draft_to_register() -> Values:
    own, by = _of_coordinator()
    return {"pk": signed_draft(own, by).pk}


def _two_places() -> str:
    """Two touchpoints that look alike."""
    first, second = Agency.objects.get(code=AGENCY_CODE).touchpoints.open().order_by("pk")[:2]
    return f"?kept={first.pk}&duplicate={second.pk}"


def _row() -> str:
    return f"?action=change_link&row={ProcessTouchpoint.objects.live().order_by('pk')[0].pk}"


def _proposal(status: str) -> Callable[[], Values]:
    return lambda: {"pk": ChangeProposal.objects.filter(status=status).order_by("pk")[0].pk}


def _own_returned() -> Values:
    """A proposal of the coordinator's own that was returned."""
    by = User.objects.get(login="coordinator")
    return {"pk": returned_proposal(by, ProcessTouchpoint.objects.live().order_by("pk")[0]).pk}


def _report() -> Values:
    return {"pk": UpdateTask.objects.filter(closed_on=None).order_by("pk")[0].pk}


def _register_file() -> Values:
    """A file of the register that waits for confirmation, with a row of each fate."""
    own = Agency.objects.get(code=AGENCY_CODE)
    held = ProcessTouchpoint.objects.live().select_related("process", "touchpoint").order_by("pk")[0]
    title, name = held.process.title, held.touchpoint.name
    channel = Channel(held.touchpoint.channel.category)
    rows = (
        ReadRow("", title, name, channel, ("Личный прием заявителей",), (), None, Place(2)),
        ReadRow("", title, "Терминал", Channel.DIGITAL, ("Запись на прием",), ("Бесплатно",), None, Place(3)),
        ReadRow(
            "", "Процесс, которого нет в реестре", "МФЦ", Channel.IN_PERSON, ("Прием",), (), None, Place(4)
        ),
    )
    return {"pk": register_draft(own, *rows).pk}


def _register_files() -> Values:
    _register_file()
    return {}


def _loading() -> Values:
    return {"pk": job("import-register", agency_id=Agency.objects.get(code=AGENCY_CODE).pk).pk}


def _waiting_edition() -> Values:
    """An edition of the register of touchpoints that waits for its order."""
    own = Agency.objects.get(code=AGENCY_CODE)
    waits = awaiting_edition(own, "touchpoints") or register_edition(
        own, by=User.objects.get(login="coordinator"), at=timezone.now()
    )
    return TOUCHPOINTS | {"number": waits.number}


def _editions() -> Values:
    _waiting_edition()
    return TOUCHPOINTS


def _jobs() -> Values:
    """A job in the middle of its work, one in the queue, and a letter that needs a decision."""
    now = timezone.now()
    order_by_hand("remind-of-terms", agency_id=0, by=SYSTEM, at=now)
    running = claim_next(token="screen", at=now)
    if running is not None:
        note_progress(running, percent=40, text="Обработано органов: 2 из 5")
        order_by_hand("write-digests", agency_id=0, by=SYSTEM, at=now)
    letter = Letter("Дорожная карта: сводка, 15.03.2024", "Текст", "<p>Текст</p>")
    mail = queue_letter(User.objects.get(login="finance"), key="screen", letter=letter, at=now)
    claimed = claim_mail(token="screen", at=now)
    if claimed is not None and claimed.pk == mail.pk:
        note_uncertain(claimed)
    return {}


def _order_201() -> Values:
    return {"pk": Act.objects.get(number="201").pk}


def _written() -> Values:
    """A document that was written here, has a scan, was amended and repeals an earlier one."""
    own = Agency.objects.get(code=AGENCY_CODE)
    with transaction.atomic():
        found = amended_act(own)
        facts = {"role": FileRole.SCAN, "name": "скан.pdf", "data": PDF, "at": timezone.now(), "by": SYSTEM}
        add_file(act=found, **facts)
        repealed = {"target": own.acts.get(number="912"), "relation": Relation.REPEALS, "since": found.dated}
        if not repealed["target"].relations_in.exists():
            relate_acts(source=found, **repealed, at=timezone.now(), by=SYSTEM)
    return {"pk": found.pk}


def _visa() -> Values:
    """A visa that is waited for."""
    with transaction.atomic():
        visa(Agency.objects.get(code=AGENCY_CODE))
    return {}


def _archives() -> Values:
    """One archive made, one waiting for the worker, one that failed."""
    own = Agency.objects.get(code=AGENCY_CODE)
    with transaction.atomic():
        made_archive(own)
        ordered_archive(own)
        failed = job(PERIOD_JOB, agency_id=own.pk, order={"title": "Документы за 01.01.2023 – 31.12.2023"})
    Job.objects.filter(pk=failed.pk).update(
        state="failed", text="Файла «приказ.pdf» нет на сервере.", finished_at=timezone.now()
    )
    return {}


def _minutes() -> Values:
    return {"pk": Act.objects.get(kind="minutes").pk}


def _unit() -> Values:
    return {"pk": Unit.objects.order_by("pk")[0].pk}


def _post() -> Values:
    return {"pk": Post.objects.get(title=FINANCE).pk}


def _person() -> Values:
    return {"pk": Person.objects.get(surname="Соколова").pk}


def _appointment() -> Values:
    return {"pk": Appointment.objects.get(post__title=COORDINATION).pk}


def _account() -> Values:
    return {"pk": User.objects.get(login="employee").pk}


def _with_codes() -> Values:
    """The employee signs in with codes."""
    employee = User.objects.get(login="employee")
    if not has_authenticator(employee):
        authenticator(employee)
    return {}


def _enrolled() -> Values:
    _with_codes()
    return _account()


def _enrolling() -> Values:
    """The coordinator has begun to enrol."""
    begin_enrolment(user=User.objects.get(login="coordinator"), at=timezone.now())
    return {}


def first_import() -> Values:
    """A file that waits for confirmation in an agency whose plan says something else in one row."""
    text = ROADMAP_TEXT.read_text(encoding="utf-8").replace("22.12.2023", "29.12.2023", 1)
    draft = prepare_import(
        agency=Agency.objects.get(code=AGENCY_CODE),
        name="дорожная карта, редакция 2.txt",
        data=text.encode(),
        reading=read_roadmap(text.encode(), "редакция 2.txt"),
        by=User.objects.get(login="coordinator"),
        at=timezone.now(),
    )
    return {"pk": draft.pk}


def _offered() -> Values:
    """Another agency of the region offers its plan as a template."""
    own = Agency.objects.get(code=AGENCY_CODE)
    plan = read_roadmap(ROADMAP_TEXT.read_bytes(), "образец.txt")
    return {"edition": template(agency(own.region, short_name="Департамент культуры"), plan).pk}


def _list_of_offers() -> Values:
    _offered()
    return {}


def _own_key() -> Values:
    """The coordinator has a key, so that the list is seen with a row."""
    coordinator = User.objects.get(login="coordinator")
    create_token(name="Выгрузка для отчётности", scopes=["read"], days=90, by=coordinator, at=timezone.now())
    return {}


def _own_feed() -> Values:
    """The coordinator has a calendar feed, so that the list is seen with a row."""
    agency, by = Agency.objects.get(code=AGENCY_CODE), User.objects.get(login="coordinator")
    create_feed(agency=agency, scope=FeedScope.AGENCY, post=None, by=by, at=timezone.now())
    return {}


def _invitations() -> Values:
    """One that waits, one whose time is over, one that was accepted."""
    _invitation()
    _invited(timezone.now() - timedelta(days=30))
    used, _secret = _invited(timezone.now())
    accept_invitation(invitation=used, user=User.objects.get(login="stranger"), at=timezone.now())
    return {}


def _invitation() -> Values:
    """A link that somebody may open."""
    return {"secret": _invited(timezone.now())[1]}


def _used_invitation() -> Values:
    return {"secret": _invited(timezone.now() - timedelta(days=30))[1]}


def _invited(at: datetime) -> tuple[Invitation, str]:
    stranger()
    return invite(
        agency=Agency.objects.get(code=AGENCY_CODE), role=Role.ANALYST, invited_name="Новиков К. Л.",
        email="novikov@example.org", by=User.objects.get(login="admin"), at=at,
    )  # fmt: skip


def stranger() -> Values:
    """An account without a role in any agency."""
    if not User.objects.filter(login="stranger").exists():
        create_user(
            login="stranger", display_name="Новиков К. Л.", password="Никуда-не-ведёт-2024", at=timezone.now()
        )
    return {}


def _first_row() -> ProcessTouchpoint:
    return ProcessTouchpoint.objects.printed().in_printed_order().select_related("process__group")[0]


def _register_row() -> Values:
    return {"pk": _first_row().pk}


def _removed_row() -> Values:
    """A row that was taken out of the register."""
    kept = ProcessTouchpoint.objects.exclude(removed_at=None).order_by("pk").first()
    row = kept or removed_row(_first_row().process)
    return {"pk": row.pk}


def _process_of_a_row() -> str:
    return f"?process={_first_row().process_id}"


def _chosen_rows() -> str:
    found = ProcessTouchpoint.objects.printed().in_printed_order()[:3]
    return "?action=place&" + "&".join(f"rows={row.pk}" for row in found)


def _process_of_register() -> Values:
    return {"pk": _first_row().process_id}


def _group_of_register() -> Values:
    return {"pk": _first_row().process.group_id}


PAGES = (
    Page("sign-in", "accounts:sign-in", login=""),
    Page("gallery", "shell:gallery", login=""),
    Page("home-coordinator", "home:overview"),
    Page("home-unit-head", "home:overview", login="finance"),
    Page("home-employee", "home:overview", login="employee"),
    Page("home-nobody", "home:start", login="stranger", values=stranger),
    Page("region", "region:overview", login="group"),
    Page("matrix", "roadmap:matrix"),
    Page("table", "roadmap:table"),
    Page("table-filtered", "roadmap:table", query="?state=overdue&group=responsible"),
    Page("table-nothing", "roadmap:table", query="?q=ничего"),
    Page("gantt", "roadmap:gantt"),
    Page("gantt-group", "roadmap:gantt", query="?section=2.7"),
    Page("month", "roadmap:calendar"),
    Page("month-of-many", "roadmap:calendar", query="?month=2024-02"),
    Page("forecast", "roadmap:forecast"),
    Page("typical-term", "roadmap:typical-term", values=lambda: {"kind": "touchpoints"}),
    Page("feeds", "roadmap:feeds", values=_own_feed),
    Page("posts", "roadmap:posts"),
    Page("tasks", "roadmap:tasks", login="finance"),
    Page("tasks-of-nobody", "roadmap:tasks", login="employee"),
    Page("measure", "roadmap:measure", values=_measure("2.1.1")),
    Page("measure-moved", "roadmap:measure", login="group", values=_measure("2.7.2")),
    Page("measure-read-only", "roadmap:measure", login="employee", values=_measure("1.5")),
    Page("edit-measure", "roadmap:edit-measure", values=_measure("2.1.1")),
    Page("edit-result", "roadmap:edit-result", values=_result),
    Page("start-measure", "roadmap:start-measure", values=_measure("2.1.4")),
    Page("register-document", "roadmap:register-document", values=_measure("2.1.1")),
    Page("count-document", "roadmap:count-document", values=_measure("2.1.1")),
    Page("uncount-document", "roadmap:uncount-document", values=_counted),
    Page("decide", "roadmap:decide", login="group"),
    Page("editions", "roadmap:editions"),
    Page("compare-editions", "roadmap:compare-editions"),
    Page("import", "roadmap:import"),
    Page("import-preview", "roadmap:import-preview", values=first_import),
    Page("templates", "roadmap:templates", values=_list_of_offers),
    Page("from-template", "roadmap:from-template", values=_offered),
    Page("checks", "roadmap:checks"),
    Page("report", "roadmap:report"),
    Page("processes", "processes:register", values=_processes),
    Page("processes-nothing", "processes:register", query="?q=ничего"),
    Page("process", "processes:process", values=_process),
    Page("process-read-only", "processes:process", login="employee", values=_process),
    Page("process-excluded", "processes:process", values=_excluded_process),
    Page("process-include", "processes:include"),
    Page("process-change", "processes:change", values=_process),
    Page("process-exclude", "processes:exclude", values=_process),
    Page("process-restore", "processes:restore", values=_excluded_process),
    Page("process-volumes", "processes:volumes", values=_process),
    Page("process-groups", "processes:groups"),
    Page("group-create", "processes:group-create"),
    Page("group-change", "processes:group-change", values=_group),
    Page("group-remove", "processes:group-remove", values=_group),
    Page("channels", "processes:channels"),
    Page("channel-create", "processes:channel-create"),
    Page("channel-change", "processes:channel-change", values=_channel),
    Page("channel-close", "processes:channel-close", values=_channel),
    Page("process-checks", "processes:checks"),
    Page("register", "touchpoints:register"),
    Page("register-filtered", "touchpoints:register", query="?group=2&q=заявления"),
    Page("register-nothing", "touchpoints:register", query="?q=ничего"),
    Page("register-unit-head", "touchpoints:register", login="finance"),
    Page("row", "touchpoints:row", values=_register_row),
    Page("row-add", "touchpoints:row-add"),
    Page("row-edit", "touchpoints:row-edit", values=_register_row),
    Page("row-remove", "touchpoints:row-remove", values=_register_row),
    Page("row-restore", "touchpoints:row-restore", values=_removed_row),
    Page("rows-order", "touchpoints:rows-order", query=_process_of_a_row),
    Page("rows-paste", "touchpoints:rows-paste"),
    Page("rows-undo", "touchpoints:rows-undo"),
    Page("bulk", "touchpoints:bulk", query=_chosen_rows),
    Page("process-peculiarity", "touchpoints:process-peculiarity", values=_process_of_register),
    Page("group-peculiarity", "touchpoints:group-peculiarity", values=_group_of_register),
    Page("register-settings", "touchpoints:settings"),
    Page("places", "touchpoints:places"),
    Page("places-nothing", "touchpoints:places", query="?q=ничего"),
    Page("place", "touchpoints:place", values=_place),
    Page("place-read-only", "touchpoints:place", login="employee", values=_place),
    Page("place-new", "touchpoints:place-new"),
    Page("place-edit", "touchpoints:place-edit", values=_place),
    Page("place-confirm", "touchpoints:place-confirm", values=_place),
    Page("place-close", "touchpoints:place-close", values=_place),
    Page("merge", "touchpoints:merge", query=_two_places),
    Page("proposals", "touchpoints:proposals", query="?state=all"),
    Page("proposal", "touchpoints:proposal", values=_proposal("submitted")),
    Page("proposal-accepted", "touchpoints:proposal", login="finance", values=_proposal("accepted")),
    Page("proposal-returned", "touchpoints:proposal", values=_own_returned),
    Page("propose", "touchpoints:propose"),
    Page("propose-row", "touchpoints:propose", query=_row),
    Page("propose-process", "touchpoints:propose", query="?action=include_process"),
    Page("proposal-resubmit", "touchpoints:proposal-resubmit", values=_own_returned),
    Page("reports-owed", "touchpoints:tasks"),
    Page("report-close", "touchpoints:task-close", values=_report),
    Page("touchpoint-checks", "touchpoints:checks"),
    Page("register-import", "touchpoints:import", values=_register_files),
    Page("register-preview", "touchpoints:import-preview", values=_register_file),
    Page("register-loading", "touchpoints:import-progress", values=_loading),
    Page("register-editions", "registers:editions", values=_editions),
    Page("process-editions", "registers:editions", values=lambda: {"register": "processes"}),
    Page("edition", "registers:edition", login="responsible", values=_waiting_edition),
    Page("edition-in-force", "registers:edition", values=lambda: TOUCHPOINTS | {"number": 2}),
    Page("edition-freeze", "registers:freeze", values=lambda: TOUCHPOINTS),
    Page("edition-approve", "registers:approve", login="responsible", values=_waiting_edition),
    Page("edition-withdraw", "registers:withdraw", values=_waiting_edition),
    Page("editions-compared", "registers:comparison", values=lambda: TOUCHPOINTS),
    Page("register-procedure", "registers:procedure", values=lambda: TOUCHPOINTS),
    Page("public", "public:registers", login=""),
    Page("public-register", "public:register", login="", values=lambda: TOUCHPOINTS),
    Page("public-edition", "public:edition", login="", values=lambda: TOUCHPOINTS | {"number": 1}),
    Page("documents", "documents:register"),
    Page("document", "documents:document", values=_order_201),
    Page("document-minutes", "documents:document", login="employee", values=_minutes),
    Page("document-written", "documents:document", values=_written),
    Page("document-text", "documents:text", values=_written),
    Page("document-texts-compared", "documents:text-compare", values=_written),
    Page("document-file-add", "documents:add-file", values=_order_201),
    Page("documents-calendar", "documents:calendar", values=_visa),
    Page("documents-calendar-list", "documents:calendar", query="?view=list"),
    Page("documents-archive", "documents:archive", values=_archives),
    Page("document-create", "documents:create"),
    Page("document-annul", "documents:annul", values=_order_201),
    Page("drafts", "drafting:list", values=_visas),
    Page("drafts-nothing", "drafting:list", query="?q=ничего"),
    Page("draft-start", "drafting:start"),
    Page("draft-start-amending", "drafting:start", query="?kind=amending_order"),
    Page("draft", "drafting:draft", values=_draft_to_send),
    Page("draft-agreement", "drafting:draft", login="finance", values=_draft_under_agreement),
    Page("draft-edit", "drafting:edit", values=_draft_to_send),
    Page("draft-versions", "drafting:versions", values=_draft_of_two_versions),
    Page("draft-version", "drafting:version", values=lambda: _draft_of_two_versions() | {"number": 1}),
    Page("draft-compare", "drafting:compare", values=_draft_of_two_versions),
    Page("draft-withdraw", "drafting:withdraw", values=_draft_to_send),
    Page("document-templates", "drafting:templates"),
    Page("document-template", "drafting:template", values=lambda: {"kind": "roadmap.responsible"}),
    Page("template-version", "drafting:template-version", values=_own_template),
    Page("numbers", "drafting:numbers"),
    Page("number-mask", "drafting:number-mask", values=lambda: {"act_kind": "order"}),
    Page("number-next", "drafting:number-next", values=lambda: {"act_kind": "order"}),
    Page("layout", "drafting:layout"),
    Page("dictionary", "drafting:dictionary", values=_words),
    Page("dictionary-add", "drafting:dictionary-add", query="?kind=post&phrase=начальник отдела опеки"),
    Page("visas", "drafting:visas", login="finance", values=_visas),
    Page("visas-responsible", "drafting:visas", login="responsible", values=_visas),
    Page("visa", "drafting:visa", login="finance", values=_second_visa),
    Page("visa-pass-on", "drafting:visa-pass-on", values=_second_visa),
    Page("draft-send", "drafting:send", values=_draft_to_send),
    Page("draft-recall", "drafting:recall", values=_draft_under_agreement),
    Page("draft-sign", "drafting:sign", login="responsible", values=_draft_to_sign),
    Page("draft-return", "drafting:return", login="responsible", values=_draft_to_sign),
    Page("draft-register", "drafting:register", values=_draft_to_register),
    Page("structure", "organisation:structure"),
    Page("unit-create", "organisation:unit-create"),
    Page("unit-edit", "organisation:unit-edit", values=_unit),
    Page("unit-close", "organisation:unit-close", values=_unit),
    Page("post", "organisation:post", values=_post),
    Page("post-create", "organisation:post-create"),
    Page("post-edit", "organisation:post-edit", values=_post),
    Page("post-close", "organisation:post-close", values=_post),
    Page("appointment-end", "organisation:appointment-end", values=_appointment),
    Page("people", "organisation:people"),
    Page("person-create", "organisation:person-create"),
    Page("person-edit", "organisation:person-edit", values=_person),
    Page("person-account", "organisation:person-account", values=_person),
    Page("settings", "organisation:settings"),
    Page("calendar", "organisation:calendar"),
    Page("roles", "organisation:roles", login="admin"),
    Page("role-grant", "organisation:role-grant", login="admin"),
    Page("account-create", "organisation:account-create", login="admin"),
    Page("account", "organisation:account", login="admin", values=_account),
    Page("account-password", "organisation:account-password", login="admin", values=_account),
    Page("account-second-factor", "organisation:account-second-factor", login="admin", values=_enrolled),
    Page("invitations", "organisation:invitations", login="admin", values=_invitations),
    Page("invite", "organisation:invite", login="admin"),
    Page("invitation", "invitations:accept", login="", values=_invitation),
    Page("invitation-signed-in", "invitations:accept", login="employee", values=_invitation),
    Page("invitation-over", "invitations:accept", login="", values=_used_invitation, status=410),
    Page("journal", "history:journal"),
    Page("verification", "history:verify"),
    Page("notices", "notices:list", login="finance"),
    Page("notices-settings", "notices:settings", login="finance"),
    Page("jobs", "jobs:list", login="admin", values=_jobs),
    Page("help", "help:contents"),
    Page("help-topic", "help:topic", values=lambda: {"slug": "evidence"}),
    Page("sessions", "accounts:sessions"),
    Page("password", "accounts:password"),
    Page("second-factor", "accounts:second-factor"),
    Page("second-factor-on", "accounts:second-factor", login="employee", values=_with_codes),
    Page("second-factor-enrol", "accounts:second-factor-enrol", values=_enrolling),
    Page("second-factor-replace", "accounts:second-factor-replace", login="employee", values=_with_codes),
    Page("second-factor-off", "accounts:second-factor-off", login="employee", values=_with_codes),
    Page("recovery-codes", "accounts:recovery-codes", login="employee", values=_with_codes),
    Page("keys", "tokens:keys", values=_own_key),
    Page("api", "tokens:guide"),
    Page("refused", "organisation:settings", login="employee", status=403),
    Page("not-found", "roadmap:measure", values=_measure("9.9"), status=404),
)

# Addresses that answer GET with something that is no page, each with what it answers.
NO_PAGES = {
    "accounts:identity": "open only where a provider is configured: tests/e2e/test_openid_journey.py",
    "accounts:identity-link": "a redirect to the identity provider",
    "accounts:openid": "a redirect to the identity provider",
    "accounts:openid-leave": "a redirect to the identity provider",
    "accounts:openid-return": "a redirect from the identity provider into the product",
    "invitations:openid": "a redirect to the identity provider",
    "home:first-steps": "open only while there is no agency: tests/e2e/test_first_steps.py",
    "accounts:code": "open only after the right password: tests/e2e/test_second_factor_journey.py",
    "roadmap:table-row": "a row of the table",
    "roadmap:table-result": "a cell of the table",
    "roadmap:table-file": "a file",
    "roadmap:export": "a file",
    "roadmap:gantt-file": "a file",
    "roadmap:feed": "a file for calendar programs",
    "roadmap:report-file": "a file",
    "documents:export": "a file",
    "drafting:export": "a file",
    "drafting:file": "a file",
    "drafting:layout-sample": "a file",
    "drafting:sheet": "a file",
    "drafting:round-file": "a file",
    "processes:export": "a file",
    "touchpoints:export": "a file",
    "touchpoints:row-places": "names of touchpoints for a list of suggestions",
    "documents:file": "a file",
    "documents:extra-file": "a file",
    "documents:text-file": "a file",
    "documents:archive-file": "a file",
    "registers:file": "a file",
    "registers:order": "a file",
    "registers:amending-order": "a file",
    "public:file": "a file",
    "history:export": "a file",
    "help:picture": "a picture",
    "help:printed": "a file",
    "notices:notice": "a redirect to the page that the notice speaks of",
    "shell:healthz": "a word for the program that watches the server",
    "shell:as-of": "a redirect to the page it was asked on",
    "organisation:appointment-create": "a redirect to the post, whose page holds the form",
    "organisation:calendar-correct": "a redirect to the calendar, whose page holds the form",
}
# Addresses that take a form and answer GET with 405.
FORMS_ONLY = {
    "accounts:identity-unlink",
    "accounts:recovery-codes-file",
    "accounts:second-factor-begin",
    "accounts:sign-out",
    "demonstration:role",
    "documents:archive-cancel",
    "drafting:dictionary-remove",
    "drafting:preview",
    "drafting:restore",
    "drafting:template-preview",
    "drafting:template-restore",
    "jobs:cancel",
    "jobs:mail-again",
    "jobs:mail-drop",
    "jobs:start",
    "notices:read",
    "organisation:account-identity",
    "organisation:account-state",
    "organisation:calendar-restore",
    "organisation:invitation-reissue",
    "organisation:invitation-withdraw",
    "organisation:role-withdraw",
    "processes:comment",
    "processes:groups-seed",
    "processes:withdraw-comment",
    "touchpoints:import-confirm",
    "touchpoints:import-discard",
    "touchpoints:proposal-decide",
    "touchpoints:proposal-withdraw",
    "roadmap:comment",
    "roadmap:feed-withdraw",
    "roadmap:import-confirm",
    "roadmap:import-discard",
    "roadmap:offer-template",
    "roadmap:withdraw-comment",
    "shell:preferences",
    "tokens:withdraw",
}
