"""Drafts of official documents on every step of their way, and what an agency sets for its documents."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, ActFile, ActKind, ActRelation, ActWords, FileRole, Relation
from navstrechu.acts.services import add_file, relate_acts
from navstrechu.core.text.grammar import Case, PhraseKind
from navstrechu.documents.official.stored import text_of_json
from navstrechu.documents.official.values import Clause, OfficialText
from navstrechu.drafting.kinds import DraftKind, register_kind
from navstrechu.drafting.models import (
    ActText,
    AgreementRound,
    Draft,
    DraftTarget,
    DraftVersion,
    NumberCounter,
    NumberMask,
    PhraseForms,
    PrintedLayout,
    TextTemplate,
    Visa,
)
from navstrechu.drafting.services.agreement import decide_visa, send_draft, sign_draft
from navstrechu.drafting.services.drafts import save_draft, start_draft
from navstrechu.drafting.services.numbering import set_number_mask
from navstrechu.drafting.services.registration import register_draft
from navstrechu.drafting.services.settings import remember_forms, set_layout
from navstrechu.drafting.services.templates import save_template
from navstrechu.drafting.values import DraftContent, VisaWanted
from navstrechu.drafting.vocabulary import Decision, VisaOrder
from navstrechu.organisation.models import Agency, Appointment, Post
from navstrechu.organisation.queries import signatory_on
from navstrechu.organisation.services.people import appoint
from tests.factories import NOON, TODAY
from tests.factories.evidence import PDF, act
from tests.factories.organisation import appointment, member, person, post

TEXT = OfficialText(
    title="О порядке приёма заявлений",
    preamble="В целях улучшения работы {органа} п р и к а з ы в а ю:",
    clauses=(
        Clause("Утвердить порядок приёма заявлений."),
        Clause("Приказ вступает в силу со дня подписания."),
    ),
)
PLAIN = DraftKind(
    code="plain_order",
    title="Приказ по основной деятельности",
    explains="Приказ свободного содержания.",
    act_kind=ActKind.ORDER,
    template=lambda: TEXT,
)
CHANGING = DraftKind(
    code="changing_order",
    title="Приказ об изменении",
    explains="",
    act_kind=ActKind.ORDER,
    template=lambda: TEXT,
    changes=Relation.AMENDS,
)


def deputy(of: Agency) -> Post:
    """The post that signs, with its holder; made once an agency."""
    signs = signatory_on(of, TODAY)
    if signs is not None:
        return signs.post
    made = post(of, "Заместитель руководителя", rank="deputy_head")
    appointment(made)
    return made


def held_post(of: Agency, title: str = "", account: User | None = None) -> Post:
    """A post whose holder has an account that sees the agency."""
    made = post(of, title)
    appointment(made, person(of, account or member(Role.UNIT_HEAD, of)))
    return made


def acting(of: Post, since: date = date(2024, 3, 1), until: date | None = date(2024, 12, 31)) -> Appointment:
    """Somebody with an account who stands in for the holder of the post."""
    stands_in, by = person(of.agency, member(Role.UNIT_HEAD, of.agency)), member(Role.COORDINATOR, of.agency)
    return appoint(post=of, person=stands_in, since=since, until=until, is_acting=True, by=by, at=NOON)


def holder_of(of: Post) -> User:
    account = of.appointments.order_by("pk")[0].person.user
    assert account is not None
    return account


def draft(of: Agency, by: User | None = None, kind: DraftKind = PLAIN, at: datetime = NOON) -> Draft:
    """An order ready to be sent."""
    register_kind(kind)
    deputy(of)
    targets = [written_act(of)] if kind.changes else []
    author = by or member(Role.COORDINATOR, of)
    return start_draft(agency=of, kind=kind, targets=targets, by=author, at=at)


def draft_version(of: Agency) -> DraftVersion:
    made = draft(of)
    content = DraftContent(OfficialText("О другом", clauses=TEXT.clauses))
    save_draft(draft=made, content=content, version=made.version, by=made.author, at=NOON)
    return made.versions.get(number=2)


def draft_target(of: Agency) -> DraftTarget:
    return draft(of, kind=CHANGING).targets.get()


def agreement_round(
    of: Agency,
    posts: Sequence[Post] | None = None,
    order: VisaOrder = VisaOrder.SEQUENTIAL,
    by: User | None = None,
    at: datetime = NOON,
) -> AgreementRound:
    """A draft that was sent to agreement; by default one visa of a held post."""
    asked = [held_post(of)] if posts is None else posts
    made = draft(of, by, at=at)
    wanted = [VisaWanted(one) for one in asked]
    return send_draft(draft=made, visas=wanted, order=order, today=TODAY, by=made.author, at=at)


def visa(of: Agency, by: User | None = None) -> Visa:
    """A visa that waits for the holder of its post."""
    return agreement_round(of, by=by).visas.get()


def decided(of: Visa, decision: Decision = Decision.AGREED, remarks: str = "") -> Visa:
    by = holder_of(of.post)
    return decide_visa(visa=of, decision=decision, remarks=remarks, today=TODAY, by=by, at=NOON)


def agreed_draft(of: Agency, by: User | None = None, at: datetime = NOON) -> Draft:
    """Agreed by everybody – nobody was asked – and not signed."""
    return agreement_round(of, posts=[], by=by, at=at).draft


def signed_draft(of: Agency, by: User | None = None, at: datetime = NOON) -> Draft:
    """Signed by the responsible, without a number."""
    made = agreed_draft(of, by, at)
    return sign_draft(draft=made, by=member(Role.RESPONSIBLE, of), at=at)


def written_act(of: Agency, number: str = "", dated: date = TODAY) -> Act:
    """A document that was drafted, signed and registered in the product."""
    made = signed_draft(of)
    return register_draft(
        draft=made, dated=dated, number=number, today=dated, by=member(Role.COORDINATOR, of), at=NOON
    )


def amended_act(of: Agency, dated: date = TODAY) -> Act:
    """A document written in the product with a second wording that a later order has brought."""
    made = draft(of, kind=CHANGING)
    new = (Clause("Утвердить новый порядок приёма заявлений."), TEXT.clauses[1])
    becomes = replace(text_of_json(made.becomes), clauses=new)
    content = DraftContent(TEXT, becomes=becomes, signatory=deputy(of))
    save_draft(draft=made, content=content, version=made.version, by=made.author, at=NOON)
    target = made.targets.get().act
    send_draft(draft=made, visas=[], order=VisaOrder.SEQUENTIAL, today=TODAY, by=made.author, at=NOON)
    sign_draft(draft=made, by=member(Role.RESPONSIBLE, of), at=NOON)
    register_draft(draft=made, dated=dated, today=dated, by=member(Role.COORDINATOR, of), at=NOON)
    return target


def act_text(of: Agency) -> ActText:
    return written_act(of).texts.get()


def act_words(of: Agency) -> ActWords:
    return act(of).words


def act_relation(of: Agency, relation: Relation = Relation.AMENDS) -> ActRelation:
    by = member(Role.COORDINATOR, of)
    earlier, later = act(of), act(of)
    return relate_acts(source=later, target=earlier, relation=relation, since=TODAY, by=by, at=NOON)


def act_file(of: Agency, role: FileRole = FileRole.SCAN) -> ActFile:
    by = member(Role.COORDINATOR, of)
    return add_file(act=act(of), role=role, name="скан.pdf", data=PDF, by=by, at=NOON)


def text_template(of: Agency) -> TextTemplate:
    register_kind(PLAIN)
    by = member(Role.COORDINATOR, of)
    return save_template(agency=of, kind=PLAIN, text=TEXT, seen=0, by=by, at=NOON)


def number_mask(of: Agency, mask: str = "{номер}-од", act_kind: ActKind = ActKind.ORDER) -> NumberMask:
    by = member(Role.COORDINATOR, of)
    return set_number_mask(agency=of, act_kind=act_kind, mask=mask, version=0, by=by, at=NOON)


def number_counter(of: Agency) -> NumberCounter:
    written_act(of)
    return NumberCounter.objects.get(agency=of)


def printed_layout(of: Agency) -> PrintedLayout:
    by = member(Role.COORDINATOR, of)
    return set_layout(agency=of, values={"body_size": 13}, version=0, by=by, at=NOON)


def phrase_forms(of: Agency) -> PhraseForms:
    by = member(Role.COORDINATOR, of)
    return remember_forms(
        agency=of,
        kind=PhraseKind.SURNAME,
        phrase="Кузьмук",
        forms={Case.GENITIVE: "Кузьмука"},
        by=by,
        at=NOON,
    )
