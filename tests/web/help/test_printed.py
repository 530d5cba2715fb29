"""The guide as one document: everything the topics say, on paper."""

import io
import re

import pdfplumber
import pytest

from navstrechu.accounts.roles import Role
from navstrechu.documents.engine.tree import Heading, Paragraph, Picture, Table, text_of
from navstrechu.web.help import printed
from navstrechu.web.help.guide import topic
from navstrechu.web.help.printed import guide_document, printed_guide
from navstrechu.web.help.topics import CHAPTERS, FOLDER, SLUGS
from tests.factories.organisation import agency, member
from tests.sessions import sign_in

# The line between the head of a table and its rows.
RULE = re.compile(r"^\|[ -]+\|[ |-]*$", re.MULTILINE)


def test_document_has_every_chapter_topic_picture_and_table():
    blocks = guide_document().blocks
    files = [(FOLDER / f"{slug}.md").read_text("utf-8") for slug in SLUGS]

    assert [b.text for b in blocks if isinstance(b, Heading) and b.level == 1] == [c.title for c in CHAPTERS]
    assert [b.text for b in blocks if isinstance(b, Heading) and b.level == 2] == [
        topic(s).title for s in SLUGS
    ]
    assert sum(isinstance(b, Picture) for b in blocks) == sum(text.count("](img/") for text in files)
    assert sum(isinstance(b, Table) for b in blocks) == sum(len(RULE.findall(text)) for text in files)


def test_lists_links_and_quotes_are_words_on_paper(monkeypatch, tmp_path):
    (tmp_path / "roles.md").write_text(
        "# Тема\n\nСуть.\n\n1. Первое, см. [Подробнее](tasks.md)\n2. **Второе**\n\n- знак\n\n"
        "[Приказ № 201, п. 3.1](quote:order201:3.1)\n",
        encoding="utf-8",
    )
    (tmp_path / "tasks.md").write_text("# Мои задачи\n\nСуть.\n", encoding="utf-8")
    monkeypatch.setattr("navstrechu.web.help.guide.FOLDER", tmp_path)

    blocks = list(printed._topic("roles"))

    assert [text_of(b.content) for b in blocks if isinstance(b, Paragraph)] == [
        "Суть.",
        "1. Первое, см. Подробнее (раздел «Мои задачи»)",
        "2. Второе",
        "– знак",
        "Приказ № 201, п. 3.1:",
        "Перечень утверждается приказом Департамента.",
    ]


@pytest.mark.django_db
def test_file_can_be_fetched_and_read():
    answer = sign_in(member(Role.EMPLOYEE, agency())).get("/help/guide.pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(answer.content)) as pdf:
        words = " ".join(page.extract_text() for page in pdf.pages)
        assert sum(len(page.images) for page in pdf.pages) == sum(
            isinstance(block, Picture) for block in guide_document().blocks
        )
    assert [chapter.title for chapter in CHAPTERS if chapter.title not in words] == []


def test_file_is_made_once():
    assert printed_guide() is printed_guide()
