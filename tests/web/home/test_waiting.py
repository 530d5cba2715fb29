"""What of the registers waits on the first page: by role, each line leading to where it is settled."""

from datetime import timedelta

import pytest

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.organisation.services.membership import grant_role
from navstrechu.touchpoints.services.rows import add_row
from navstrechu.touchpoints.values import RowContent
from tests.factories import NOON, TODAY
from tests.factories.accounts import user
from tests.factories.organisation import agency, member, unit
from tests.factories.processes import process
from tests.factories.registers import register_edition
from tests.factories.touchpoints import proposal, returned_proposal, row, touchpoint, update_task
from tests.sessions import sign_in
from tests.web.visiting import section, texts, tree, visitor

pytestmark = pytest.mark.django_db


def waits(who: User, of: Agency) -> list[str]:
    """The lines without what a screen reader hears of their links."""
    page = sign_in(who).get(f"/agency/{of.code}/")
    return [line.split(": ", 1)[0] for line in section(page, "waiting")]


def links(who: User, of: Agency) -> list[str]:
    page = sign_in(who).get(f"/agency/{of.code}/")
    return tree(page).xpath("//section[@aria-labelledby='waiting']//a/@href")


def test_nothing_waits_in_a_new_agency():
    of = agency()

    assert {role: waits(member(role, of), of) for role in Role} == {role: [] for role in Role}


def test_each_role_sees_what_it_can_settle():
    of = agency()
    place = unit(of)
    own = process(of, unit=place)
    held = row(own)
    add_row(process=own, touchpoint=touchpoint(of), content=RowContent(), by=SYSTEM, at=NOON)
    head = user()
    grant_role(user=head, role=Role.UNIT_HEAD, agency=of, unit=place, by=SYSTEM, at=NOON)
    coordinator = member(Role.COORDINATOR, of)
    proposal(coordinator, held)
    returned_proposal(head, row(own))
    base = f"/agency/{of.code}/touchpoints"
    bare = process(of, unit=place)
    update_task(bare, TODAY - timedelta(days=30))

    assert links(coordinator, of) == [f"{base}/reports/", f"{base}/checks/"]
    assert links(member(Role.RESPONSIBLE, of), of) == [f"{base}/proposals/?state=submitted"]
    assert links(head, of) == [f"{base}/reports/", f"{base}/proposals/?state=returned"]
    assert links(member(Role.EMPLOYEE, of), of) == []


def test_edition_leads_who_approves_to_its_order_and_who_formed_it_to_its_page():
    edition = register_edition(agency())
    of = edition.agency
    base = f"/agency/{of.code}/registers/touchpoints/editions/1/"

    assert f"{base}approve/" in links(member(Role.RESPONSIBLE, of), of)
    assert base in links(member(Role.COORDINATOR, of), of)


def test_of_the_demonstration(demonstration):
    page = visitor("coordinator").get("/agency/dsz/")

    assert texts(page, "//section[@aria-labelledby='waiting']//li/span[not(@class)]") == [
        "Подписаны и ждут регистрации: 1 документ.",
        "Просрочено: 1 отчёт подразделений об изменениях, срок самого давнего – 12.03.2024.",
        "Ждут решения: 3 предложения об изменениях перечня.",
        "Замечания проверок перечня: процессов без точек – 1, строк без взаимодействия – 0, строк без "
        "основания – 1.",
    ]
    assert section(visitor("employee").get("/agency/dsz/"), "waiting") == []
