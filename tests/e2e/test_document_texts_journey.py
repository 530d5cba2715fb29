"""From an amended order to its texts, their comparison, the amending order and the order it repealed."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from navstrechu.acts.models import Relation
from navstrechu.acts.services import relate_acts
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from tests.factories import NOON, TODAY
from tests.factories.drafting import amended_act

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("javascript", [True, False])
def test_reader_finds_what_is_in_force(browser_page, javascript: bool):
    with transaction.atomic():
        own = Agency.objects.get(code="dsz")
        amended, repealed = amended_act(own), own.acts.get(number="141")
        facts = {"relation": Relation.REPEALS, "since": TODAY, "by": SYSTEM, "at": NOON}
        relate_acts(source=amended, target=repealed, **facts)
    later = amended.relations_in.get().source
    page = browser_page(
        f"/agency/dsz/documents/{amended.pk}/?as_of=2024-03-15", user="employee", javascript=javascript
    )

    page.get_by_role("link", name="Открыть текст").click()
    expect(page.get_by_text(f"(в ред. приказа от 15 марта 2024 г. № {later.number})")).to_be_visible()
    page.get_by_role("link", name="Первоначальная, 15 марта 2024 г.").click()
    expect(page.get_by_text("Утвердить порядок приёма заявлений.")).to_be_visible()
    page.get_by_role("link", name="Сравнить редакции").click()
    expect(page.locator("ins")).to_have_text("стало: новый")
    page.get_by_role("link", name=str(amended)).click()
    page.get_by_role("link", name=str(repealed)).click()
    expect(page.locator(".page-head__meta")).to_contain_text("утратил силу")
