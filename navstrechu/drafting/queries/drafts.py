"""Reads of drafts: the list, one with all of it, whose visa and signature is awaited."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from navstrechu.accounts.models import User
from navstrechu.core.text.stems import query_stems
from navstrechu.drafting.models import AgreementRound, Draft, Visa
from navstrechu.drafting.models.drafts import DraftQuerySet
from navstrechu.drafting.workflow import OPEN, Status
from navstrechu.history.models import Event
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import own_posts

# How the history names a draft.
DRAFT_SUBJECT = "drafting.draft"
# What puts somebody's words into a draft.
WRITING = ("draft_saved", "draft_restored")


@dataclass(frozen=True, slots=True)
class DraftFilters:
    """What the reader of the list asked for; empty means all. ``status`` «open» is everything unfinished."""

    text: str = ""
    kind: str = ""
    status: str = ""


def drafts_of(agency: Agency, filters: DraftFilters = DraftFilters()) -> DraftQuerySet:
    """Drafts of the agency, the latest changed first."""
    drafts = Draft.objects.filter(agency=agency).select_related("act", "agency", "signatory", "author")
    if filters.kind:
        drafts = drafts.filter(kind=filters.kind)
    if filters.status:
        drafts = drafts.filter(status__in=OPEN if filters.status == "open" else [filters.status])
    for stem in query_stems(filters.text):
        drafts = drafts.filter(stems__contains=stem)
    return drafts.order_by("-changed_at", "-pk")


def rounds_of(draft: Draft) -> QuerySet[AgreementRound]:
    """Rounds with their visas, the latest first."""
    return draft.rounds.prefetch_related("visas__post").order_by("-number")


def writers_of(draft: Draft) -> set[int]:
    """Accounts whose words the draft holds: its author and everybody who has saved a version of it."""
    saved = Event.objects.filter(
        subject_type=DRAFT_SUBJECT, subject_id=str(draft.pk), verb__in=WRITING
    ).exclude(actor_id="")
    found = {int(actor) for actor in saved.values_list("actor_id", flat=True).distinct()}
    return found | ({draft.author_id} if draft.author_id is not None else set())


def edited_by(user: User, drafts: Collection[int]) -> set[int]:
    """Which of the drafts hold words of the person besides the author's: one question for all of them."""
    saved = Event.objects.filter(
        subject_type=DRAFT_SUBJECT,
        subject_id__in=[str(pk) for pk in drafts],
        verb__in=WRITING,
        actor_id=str(user.pk),
    )
    return {int(pk) for pk in saved.values_list("subject_id", flat=True)}


def visas_awaited(user: User, agency: Agency, day: date) -> QuerySet[Visa]:
    """Visas that wait for the person: of the posts held on the day, received and not decided, the most urgent
    first; never of a draft that the person wrote or edited."""
    posts = own_posts(user, agency, day)
    waiting = Visa.objects.filter(
        post__in=posts,
        decision=None,
        received_at__isnull=False,
        round__outcome=None,
        round__draft__agency=agency,
    ).exclude(round__draft__author=user)
    own = edited_by(user, set(waiting.values_list("round__draft", flat=True)))
    return (
        waiting.exclude(round__draft__in=own).select_related("round__draft", "post").order_by("due_on", "pk")
    )


def drafts_to_sign(agency: Agency) -> DraftQuerySet:
    """Agreed by everybody and not signed, the oldest first."""
    return drafts_of(agency).filter(status=Status.AGREED).order_by("changed_at", "pk")


def drafts_to_register(agency: Agency) -> DraftQuerySet:
    """Signed and without a number, the oldest first."""
    return drafts_of(agency).filter(status=Status.SIGNED).order_by("changed_at", "pk")
