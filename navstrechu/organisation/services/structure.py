"""Writes of units and posts."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.errors import Conflict
from navstrechu.history.services import Actor, record
from navstrechu.organisation import hooks, permissions
from navstrechu.organisation.models import Agency, Post, Unit
from navstrechu.organisation.rules import require_text
from navstrechu.organisation.services.writing import (
    require_same_agency,
    save_unique,
    subject_of,
    update_versioned,
)


@transaction.atomic
def create_unit(
    *, agency: Agency, name: str, parent: Unit | None = None, position: int = 0, by: User, at: datetime
) -> Unit:
    """Add a unit. Raises NotAllowed, Conflict for a name in use."""
    permissions.can_edit_organisation(by, agency).require()
    require_same_agency(agency, parent)
    unit = Unit(agency=agency, parent=parent, name=require_text(name, _("наименование")), position=position)
    save_unique(unit, _("Подразделение «{name}» уже есть.").format(name=unit.name))
    record("unit_created", agency_id=agency.pk, subject=subject_of(unit), by=by, at=at)
    return unit


@transaction.atomic
def edit_unit(
    *, unit: Unit, version: int, name: str, parent: Unit | None, position: int, by: User, at: datetime
) -> Unit:
    """Rename or move a unit. Raises NotAllowed, Conflict for a circle or a name in use, StaleObject."""
    permissions.can_edit_organisation(by, unit.agency).require()
    require_same_agency(unit.agency, parent)
    _require_no_circle(unit, parent)
    values = {"name": require_text(name, _("наименование")), "parent": parent, "position": position}
    update_versioned(unit, version, values, "unit_edited", by, at)
    return unit


@transaction.atomic
def close_unit(*, unit: Unit, closed_on: date, by: User, at: datetime) -> None:
    """Abolish a unit that has no open posts and no open parts. Raises NotAllowed, Conflict."""
    permissions.can_edit_organisation(by, unit.agency).require()
    if unit.posts.open().exists() or unit.children.filter(closed_on=None).exists():
        raise Conflict(
            _("В подразделении есть должности или подразделения. Сначала перенесите или закройте их.")
        )
    if Unit.objects.filter(pk=unit.pk, closed_on=None).update(closed_on=closed_on):
        told = {"closed_on": [None, closed_on.isoformat()]}
        record("unit_closed", agency_id=unit.agency_id, subject=subject_of(unit), by=by, at=at, changes=told)


@transaction.atomic
def create_post(
    *, agency: Agency, title: str, unit: Unit | None = None, rank: str = "employee", by: Actor, at: datetime
) -> Post:
    """Add a post with its printed title. Raises NotAllowed, Conflict for a title in use."""
    permissions.can_edit_organisation(by, agency).require()
    require_same_agency(agency, unit)
    post = Post(agency=agency, unit=unit, title=require_text(title, _("наименование должности")), rank=rank)
    save_unique(post, _("Должность «{title}» уже есть.").format(title=post.title))
    record("post_created", agency_id=agency.pk, subject=subject_of(post), by=by, at=at)
    return post


@transaction.atomic
def edit_post(
    *, post: Post, version: int, title: str, unit: Unit | None, rank: str, by: User, at: datetime
) -> Post:
    """Rename or move a post; plans that name it follow. Raises NotAllowed, Conflict, StaleObject."""
    permissions.can_edit_organisation(by, post.agency).require()
    require_same_agency(post.agency, unit)
    values = {"title": require_text(title, _("наименование должности")), "unit": unit, "rank": rank}
    update_versioned(post, version, values, "post_edited", by, at)
    return post


@transaction.atomic
def close_post(*, post: Post, closed_on: date, by: User, at: datetime) -> None:
    """Abolish a post that nobody holds from that day on and that no plan names.

    Raises NotAllowed, Conflict while it is held, HasFindings of the apps that registered a veto.
    """
    permissions.can_edit_organisation(by, post.agency).require()
    if post.appointments.filter(Q(until=None) | Q(until__gte=closed_on)).exists():
        raise Conflict(_("Должность занята. Сначала прекратите назначение, затем сокращайте должность."))
    hooks.post_findings(post).require_no_blockers()
    if Post.objects.filter(pk=post.pk, closed_on=None).update(closed_on=closed_on):
        told = {"closed_on": [None, closed_on.isoformat()]}
        record("post_closed", agency_id=post.agency_id, subject=subject_of(post), by=by, at=at, changes=told)


def _require_no_circle(unit: Unit, parent: Unit | None) -> None:
    while parent is not None:
        if parent.pk == unit.pk:
            raise Conflict(_("Подразделение не может входить само в себя. Выберите другое."))
        parent = parent.parent
