"""Who is told of agreement, signature and registration: listeners of the history, and the daily reminder."""

from datetime import date, datetime

from django.db import transaction

from navstrechu.accounts.roles import Permission, roles_with
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.plain import shortened
from navstrechu.drafting.models import Draft, Visa
from navstrechu.drafting.queries.agreement import accounts_of_post
from navstrechu.drafting.queries.drafts import writers_of
from navstrechu.drafting.workflow import Status
from navstrechu.history import listeners
from navstrechu.history.models import Event
from navstrechu.notices.models import Notification
from navstrechu.notices.services.telling import Tale, tell
from navstrechu.organisation.models import Agency, Membership
from navstrechu.organisation.queries import calendar_of, day_in

DRAFT, VISA, REGISTER = "drafting.draft", "drafting.visa", "drafting.register"
_LONGEST = 300


def listen() -> None:
    """Enter the listeners."""
    listeners.register("visa_received", _tell_holders)
    listeners.register("draft_recalled", _tell_who_waits)
    listeners.register("draft_withdrawn", _tell_who_waits)
    listeners.register("draft_sent", _tell_signers_of_sent)
    listeners.register("draft_agreed", _tell_signers)
    listeners.register("draft_returned", _tell_author)
    listeners.register("draft_signed", _tell_registrars)
    listeners.register("draft_registered", _tell_concerned)


def _tell_holders(event: Event) -> None:
    """Whoever holds the post on the day, an acting holder too; the author cannot put the visa."""
    draft = _draft(event)
    on = day_in(draft.agency, event.at)
    received = Visa.objects.filter(round__draft=draft, round__outcome=None, decision=None)
    for visa in received.filter(received_at=event.at).select_related("post"):
        tell(_visa_tale("visa_received", draft, visa), users=_deciders(draft, visa, on), at=event.at)


def _tell_who_waits(event: Event) -> None:
    """Whose visa was asked for and is not needed any more."""
    draft = _draft(event)
    on = day_in(draft.agency, event.at)
    asked = Visa.objects.filter(round__draft=draft, round__outcome=None, decision=None)
    posts = asked.exclude(received_at=None).select_related("post")
    users: set[int | None] = {user for visa in posts for user in _deciders(draft, visa, on)}
    _tell("draft_recalled", event, draft, users)


def _tell_signers_of_sent(event: Event) -> None:
    """Sent without visas, it waits for the signature at once."""
    if _draft(event).status == Status.AGREED:
        _tell_signers(event)


def _tell_signers(event: Event) -> None:
    draft = _draft(event)
    _tell("draft_to_sign", event, draft, _who_may(Permission.SIGN_DOCUMENT, draft) - writers_of(draft))
    if event.verb == "draft_agreed":
        _tell("draft_agreed", event, draft, {draft.author_id})


def _tell_author(event: Event) -> None:
    draft = _draft(event)
    _tell("draft_returned", event, draft, {draft.author_id})


def _tell_registrars(event: Event) -> None:
    draft = _draft(event)
    registrars = _who_may(Permission.REGISTER_DOCUMENT, draft)
    _tell("draft_to_register", event, draft, registrars - {draft.author_id}, place=REGISTER)
    _tell("draft_signed", event, draft, {draft.author_id})


def _tell_concerned(event: Event) -> None:
    """The author, and everybody who had put a visa on what is registered now."""
    draft = _draft(event)
    decided = Visa.objects.filter(round__draft=draft, decided_by__isnull=False)
    users = {draft.author_id, *decided.values_list("decided_by", flat=True)}
    _tell("draft_registered", event, draft, users)


def _draft(event: Event) -> Draft:
    return Draft.objects.select_related("agency").get(pk=event.subject_id)


def _who_may(permission: Permission, draft: Draft) -> set[int | None]:
    roles = [role.value for role in roles_with(permission)]
    open_ones = Membership.objects.filter(agency=draft.agency_id, role__in=roles, ended_at=None)
    return set(open_ones.values_list("user", flat=True))


def _deciders(draft: Draft, visa: Visa, on: date) -> set[int]:
    return accounts_of_post(visa.post, on) - writers_of(draft)


def _tell(kind: str, event: Event, draft: Draft, users: set[int | None], *, place: str = DRAFT) -> None:
    tale = Tale(
        kind=kind,
        agency=draft.agency,
        place=place,
        place_key=str(draft.pk),
        key=f"{kind}:{event.pk}",
        data={
            "title": shortened(draft.title, _LONGEST),
            "actor": event.actor_name,
            "text": event.comment[:_LONGEST],
        },
    )
    tell(tale, users={user for user in users if user is not None}, but=event.actor_id, at=event.at)


def _visa_tale(kind: str, draft: Draft, visa: Visa) -> Tale:
    assert visa.due_on is not None  # noqa: S101 – a received visa has a term, the database holds it
    return Tale(
        kind=kind,
        agency=draft.agency,
        place=VISA,
        place_key=str(visa.pk),
        key=f"{kind}:{visa.pk}:{visa.post_id}:{visa.due_on.isoformat()}",
        data={
            "title": shortened(draft.title, _LONGEST),
            "due": date_in_figures(visa.due_on),
            "post": shortened(visa.post.title, _LONGEST),
        },
    )


@transaction.atomic
def remind_of_visas(*, agency: Agency, on: date, at: datetime) -> int:
    """Tell the holders of visas that are due by the next working day, of overdue ones the author too; each is
    told of once."""
    soon = calendar_of(agency).after_working_days(on, 1)
    waiting = Visa.objects.filter(round__draft__agency=agency, round__outcome=None, decision=None)
    due = waiting.filter(due_on__lte=soon).select_related("post", "round__draft__agency").order_by("pk")
    tales = {}
    for visa in due:
        draft = visa.round.draft
        is_late = visa.due_on is not None and visa.due_on < on
        tale = _visa_tale("visa_overdue" if is_late else "visa_due", draft, visa)
        author = {draft.author_id} if is_late and draft.author_id else set()
        tales[tale.key] = (tale, _deciders(draft, visa, on) | author)
    told = Notification.objects.filter(agency=agency, key__in=tales).values_list("key", flat=True)
    for key in told.distinct():
        tales.pop(key, None)
    return sum(len(tell(tale, users=users, at=at)) for tale, users in tales.values())
