"""Context help: the «?» of every page leads to the topic that is about it."""

import pytest

from navstrechu.web.help.topics import SLUGS
from tests.e2e.pages import PAGES, Page
from tests.sessions import sign_in
from tests.web.visiting import texts, tree

pytestmark = pytest.mark.django_db
CONTENTS = "/help/"
# Pages that are about no topic: the guide itself, the list of components, an address where nothing stands.
WITHOUT_TOPIC = {"help", "help-topic", "gallery"}
# Pages of the door, drawn without the top bar.
AT_THE_DOOR = {"invitation-signed-in"}
SIGNED_IN = [page for page in PAGES if page.login and page.name not in AT_THE_DOOR]


@pytest.mark.parametrize("page", SIGNED_IN, ids=lambda page: page.name)
def test_page_has_a_topic_that_can_be_read(demonstration, db, page: Page):
    path = page.path()
    client = sign_in(page.login)

    (mark,) = tree(client.get(path)).xpath("//a[contains(@class, 'topbar__help')]/@href")

    assert client.get(mark).status_code == 200
    slug = mark.removeprefix(CONTENTS).rstrip("/")
    assert slug in ({""} if page.name in WITHOUT_TOPIC else set(SLUGS))


@pytest.mark.parametrize(
    ("name", "sources"),
    [
        ("structure", ["Приказ № 201, п. 2.4", "Приказ № 201, п. 3.3"]),
        ("roles", ["Дорожная карта, п. 1.1", "Приказ № 201, п. 2.4", "Приказ № 201, п. 3.3"]),
        ("measure", ["Приказ № 201, п. 1.2", "Приказ № 201, п. 2.3", "Приказ № 201, п. 3.1"]),
        ("decide", ["Дорожная карта, гриф утверждения"]),
        ("import", ["Дорожная карта, заголовок", "Дорожная карта, графы таблицы"]),
        ("import-preview", ["Дорожная карта, гриф утверждения"]),
        ("checks", ["Приказ № 201, п. 2.2"]),
        ("measure-read-only", []),
        ("processes", ["Приказ № 201, п. 2.1", "Приказ № 201, п. 2.4"]),
        ("channels", ["Приказ № 201, п. 1.2, подп. 4"]),
        ("places", ["Приказ № 201, п. 1.2, подп. 4"]),
        ("reports-owed", ["Приказ № 201, п. 3.3"]),
        ("register-editions", ["Приказ № 201, п. 3.1"]),
        ("edition-approve", ["Приказ № 201, п. 3.1"]),
        ("process-exclude", ["Приказ № 201, п. 3.2, подп. 1"]),
    ],
)
def test_page_quotes_the_clauses_behind_it(demonstration, db, name: str, sources: list[str]):
    (page,) = [page for page in PAGES if page.name == name]
    path = page.path()

    answer = sign_in(page.login).get(path)

    assert texts(answer, "//details[contains(@class, 'quote')]/summary") == sources
