"""Help in a browser: a clause is read where it matters, the guide leads on, with and without scripts."""

import pytest
from playwright.sync_api import expect

from navstrechu.demonstration.content import AGENCY_CODE

STRUCTURE = f"/agency/{AGENCY_CODE}/organisation/"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("javascript", [True, False])
def test_clause_is_read_on_the_page(
    demonstration, browser_page, assert_accessible, assert_no_sideways_scroll, javascript: bool
):
    page = browser_page(STRUCTURE, user="coordinator", width=320, javascript=javascript)
    words = page.get_by_text("обязаны своевременно представлять ответственному")
    expect(words).to_be_hidden()

    page.get_by_text("Приказ № 201, п. 3.3").click()

    expect(words).to_be_visible()
    if javascript:
        assert_accessible(page)
        assert_no_sideways_scroll(page)


@pytest.mark.django_db(transaction=True)
def test_question_mark_leads_to_the_topic_with_its_picture(
    demonstration, browser_page, assert_no_sideways_scroll
):
    page = browser_page(STRUCTURE, user="coordinator", width=320)

    page.get_by_role("link", name="Справка об этой странице").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Структура, должности и люди")
    picture = page.get_by_role("img", name="Структура органа: подразделения")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=picture.element_handle())
    assert_no_sideways_scroll(page)
    page.get_by_role("link", name="Перенос срока").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Перенос срока")
