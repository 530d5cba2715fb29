"""Editions of the registers: approved by orders, frozen; only read."""

from typing import Annotated

from django.http import HttpResponse
from django.urls import reverse
from ninja import Path, Router

from navstrechu.api.answers import json_answer, tagged
from navstrechu.api.authentication import KeyRequest, reads
from navstrechu.api.inputs import AgencyCode, Limit, Offset
from navstrechu.api.v1.places import agency_of
from navstrechu.api.v1.register_places import edition_of, register_of
from navstrechu.api.v1.register_shapes import (
    EditionColumn,
    EditionFileShape,
    EditionRowShape,
    RegisterEditionPage,
    RegisterEditionRows,
    RegisterEditionShape,
)
from navstrechu.organisation.models import Agency
from navstrechu.registers.models import EditionRow, RegisterEdition
from navstrechu.registers.printing import FORMATS
from navstrechu.registers.queries import editions_of
from navstrechu.registers.workflow import Status

router = Router(tags=["Редакции реестров"])
RegisterCode = Annotated[
    str, Path(description="Реестр: processes или touchpoints.", pattern="^[a-z_]{1,30}$")
]
EditionNumber = Annotated[int, Path(description="Номер редакции.", ge=1, le=2**31 - 1)]


@router.get(
    "/agencies/{agency}/registers/{kind}/editions",
    auth=reads(),
    response=RegisterEditionPage,
    url_name="editions",
    summary="Редакции реестра",
    operation_id="editions",
)
def editions(
    request: KeyRequest, agency: AgencyCode, kind: RegisterCode, limit: Limit = 50, offset: Offset = 0
) -> HttpResponse:
    """Editions in every state, the latest first."""
    owner, register = agency_of(request, agency), register_of(kind)
    found = editions_of(owner, register.code)
    items = [_edition(owner, one) for one in found[offset : offset + limit]]
    return json_answer(RegisterEditionPage(total=found.count(), limit=limit, offset=offset, items=items))


@router.get(
    "/agencies/{agency}/registers/{kind}/editions/{edition}",
    auth=reads(),
    response=RegisterEditionRows,
    url_name="edition",
    summary="Редакция реестра",
    operation_id="edition",
)
def edition(
    request: KeyRequest,
    agency: AgencyCode,
    kind: RegisterCode,
    edition: EditionNumber,
    limit: Limit = 50,
    offset: Offset = 0,
) -> HttpResponse:
    """One edition with a part of its rows in printed order."""
    owner, register = agency_of(request, agency), register_of(kind)
    found = edition_of(owner, register, edition)
    rows = found.rows.order_by("position")[offset : offset + limit]
    shown = RegisterEditionRows(
        total=found.row_count,
        limit=limit,
        offset=offset,
        edition=_edition(owner, found),
        columns=[EditionColumn(code=code, title=title) for code, title in register.columns],
        items=[_row(row) for row in rows],
    )
    return tagged(request, shown, found.version)


def _edition(owner: Agency, found: RegisterEdition) -> RegisterEditionShape:
    return RegisterEditionShape(
        register_code=found.register,
        number=found.number,
        status=Status(found.status).value,
        note=found.note,
        row_count=found.row_count,
        frozen_at=found.frozen_at,
        frozen_by=found.frozen_by_name,
        document=found.act_id,
        approved_by=found.approved_by_name or "",
        in_force_from=found.in_force_from,
        closed_on=found.closed_on,
        files=[_file(owner, found, name) for name in FORMATS] if found.act_id else [],
        version=found.version,
    )


def _file(owner: Agency, found: RegisterEdition, format: str) -> EditionFileShape:
    named = {"agency": owner.code, "register": found.register, "number": found.number, "fmt": format}
    return EditionFileShape(format=format, address=reverse("public:file", kwargs=named))


def _row(row: EditionRow) -> EditionRowShape:
    return EditionRowShape(
        position=row.position,
        key=row.key,
        group_number=row.group_number,
        cells=row.cells,
        sources=row.sources,
    )
