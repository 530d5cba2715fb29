"""The user guide: every topic readable, every link leads somewhere, every page has its topic."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from navstrechu.accounts.roles import Role
from navstrechu.web.help import guide
from navstrechu.web.help.guide import topic
from navstrechu.web.help.topics import FOLDER, PAGES, SLUGS
from tests.factories.organisation import agency, member
from tests.sessions import sign_in
from tests.web.visiting import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return sign_in(member(Role.EMPLOYEE, agency()))


def text(answer):
    return answer.content.decode()


def test_contents_and_files_agree():
    assert sorted(SLUGS) == sorted(path.stem for path in FOLDER.glob("*.md"))
    assert len(SLUGS) == len(set(SLUGS))


@pytest.mark.parametrize("slug", SLUGS)
def test_topic_has_title_lead_and_text(reader, slug):
    found = topic(slug)

    page = reader.get(f"/help/{slug}/")

    assert texts(page, "//h1") == [found.title]
    assert found.lead in text(page)
    assert "<h1>" not in found.body
    assert found.lead.endswith((".", ":"))


@pytest.mark.parametrize("slug", SLUGS)
def test_links_of_a_topic_lead_to_topics(slug):
    links = re.findall(r'<a href="([^"]*)"', topic(slug).body)

    assert [link for link in links if link.removeprefix("/help/").rstrip("/") not in SLUGS] == []


def test_contents_lists_all_topics(reader):
    page = text(reader.get("/help/"))

    assert [slug for slug in SLUGS if f'href="/help/{slug}/"' not in page] == []


def test_raw_html_of_a_file_is_escaped(monkeypatch, tmp_path):
    (tmp_path / "roles.md").write_text(
        "# Тема\n\nСуть.\n\n<script>alert(1)</script> [x](javascript:alert(1)) **да**\n", encoding="utf-8"
    )
    monkeypatch.setattr(guide, "FOLDER", tmp_path)

    body = guide.topic.__wrapped__("roles").body

    assert "<script" not in body
    assert "&lt;script&gt;" in body
    assert 'href="javascript' not in body
    assert "<strong>да</strong>" in body


@pytest.mark.parametrize("slug", ["nothing", "..", "first-steps.md"])
def test_unknown_topic_is_not_there(reader, slug):
    assert reader.get(f"/help/{slug}/").status_code == 404


def test_pages_of_the_mapping_exist():
    namespaces = set(get_resolver().namespace_dict)
    names = {
        f"{space}:{name}"
        for space, (_, resolver) in get_resolver().namespace_dict.items()
        for name in resolver.reverse_dict
        if isinstance(name, str)
    }

    assert {page for page in PAGES if page not in names | namespaces} == set()
    assert set(PAGES.values()) - set(SLUGS) == set()


def test_question_mark_leads_to_the_topic_of_the_page():
    own = agency()
    client = sign_in(member(Role.COORDINATOR, own))

    def mark(path):
        return re.search(r'topbar__help" href="([^"]+)"', text(client.get(path)))[1]

    assert mark(f"/agency/{own.code}/organisation/calendar/") == "/help/calendar/"
    assert mark(f"/agency/{own.code}/organisation/") == "/help/organisation/"
    assert mark("/account/sessions/") == "/help/account/"
    assert mark("/help/roles/") == "/help/"


def test_guest_signs_in():
    assert Client().get("/help/").headers["Location"] == "/account/sign-in/?next=/help/"
