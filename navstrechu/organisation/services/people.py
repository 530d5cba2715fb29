"""Writes of people and their appointments."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.services import record
from navstrechu.organisation import permissions
from navstrechu.organisation.models import Agency, Appointment, Person, Post
from navstrechu.organisation.rules import overlaps, require_text
from navstrechu.organisation.services.writing import require_same_agency, subject_of, update_versioned


@transaction.atomic
def create_person(
    *, agency: Agency, surname: str, first_name: str, patronymic: str, by: User, at: datetime
) -> Person:
    """Add somebody who may hold posts. The name itself stays out of the history's changes."""
    permissions.can_edit_organisation(by, agency).require()
    person = Person.objects.create(
        agency=agency,
        surname=require_text(surname, _("фамилия")),
        first_name=require_text(first_name, _("имя")),
        patronymic=" ".join(patronymic.split()),
    )
    record("person_created", agency_id=agency.pk, subject=subject_of(person), by=by, at=at)
    return person


@transaction.atomic
def edit_person(
    *, person: Person, version: int, surname: str, first_name: str, patronymic: str, by: User, at: datetime
) -> Person:
    """Correct a name. The history tells that it changed, not from what. Raises NotAllowed, StaleObject."""
    permissions.can_edit_organisation(by, person.agency).require()
    values = {
        "surname": require_text(surname, _("фамилия")),
        "first_name": require_text(first_name, _("имя")),
        "patronymic": " ".join(patronymic.split()),
    }
    update_versioned(person, version, values, "person_edited", by, at, tell_values=False)
    return person


@transaction.atomic
def link_account(*, person: Person, user: User | None, by: User, at: datetime) -> None:
    """Say that an account is that person's, so that the person sees «мои задачи»; None parts the two.

    Raises NotAllowed, Conflict where the account is somebody else's here or has no role in the agency.
    """
    permissions.can_edit_organisation(by, person.agency).require()
    if person.user == user:
        return
    if user is not None and not permissions.roles_in(user, person.agency):
        raise Conflict(_("У этой учётной записи нет роли в органе. Сначала предоставьте роль."))
    person.user = user
    try:
        with transaction.atomic():
            person.save(update_fields=["user"])
    except IntegrityError as error:
        raise Conflict(_("Учётная запись уже связана с другим сотрудником.")) from error
    verb = "account_linked" if user else "account_unlinked"
    record(verb, agency_id=person.agency_id, subject=subject_of(person), by=by, at=at)


@transaction.atomic
def appoint(
    *, post: Post, person: Person, since: date, until: date | None = None, is_acting: bool = False,
    by: User, at: datetime,
) -> Appointment:  # fmt: skip
    """Appoint a person to a post. One permanent holder at a time; an acting one may stand beside.

    Raises NotAllowed, InputRefused for a turned period, Conflict where the post is held.
    """
    permissions.can_edit_organisation(by, post.agency).require()
    require_same_agency(post.agency, person)
    if until is not None and until < since:
        raise InputRefused(_("Дата окончания раньше даты начала. Исправьте период назначения."))
    Post.objects.select_for_update().get(pk=post.pk)
    held = post.appointments.filter(is_acting=is_acting).values_list("since", "until")
    if overlaps(since, until, held):
        raise Conflict(_("В этот период должность уже занята. Сначала прекратите прежнее назначение."))
    appointment = Appointment.objects.create(
        post=post, person=person, since=since, until=until, is_acting=is_acting
    )
    record(
        "appointed",
        agency_id=post.agency_id,
        subject=subject_of(post),
        by=by,
        at=at,
        changes={"since": [None, since.isoformat()], "until": [None, until and until.isoformat()]},
        comment=person.short_name,
    )
    return appointment


@transaction.atomic
def end_appointment(*, appointment: Appointment, until: date, by: User, at: datetime) -> None:
    """End an appointment with its last day. Raises NotAllowed, InputRefused before its beginning."""
    post = appointment.post
    permissions.can_edit_organisation(by, post.agency).require()
    if until < appointment.since:
        raise InputRefused(_("Последний день раньше начала назначения. Исправьте дату."))
    was, appointment.until = appointment.until, until
    appointment.save(update_fields=["until"])
    record(
        "appointment_ended",
        agency_id=post.agency_id,
        subject=subject_of(post),
        by=by,
        at=at,
        changes={"until": [was and was.isoformat(), until.isoformat()]},
        comment=appointment.person.short_name,
    )
