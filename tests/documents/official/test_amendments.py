"""Amending orders: what they say, and that carrying it out gives the new wording."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from navstrechu.documents.official.amendments import amending_clauses
from navstrechu.documents.official.applying import applied
from navstrechu.documents.official.changes import changed_words, changes_between
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.values import Annex, Clause, Mark, OfficialText

RULES = """# Общие положения
1.1. Порядок определяет, кто и когда заполняет реестр точек взаимодействия органа.
1.2. Реестр ведется в электронном виде:
1) по каждой группе процессов отдельно;
2) с указанием точки взаимодействия;
3) с указанием основания.
# Заполнение
2.1. Сведения вносит руководитель структурного подразделения в течение пяти рабочих дней.
2.2. Редакцию утверждают приказом.
2.3. Редакцию публикуют на сайте.
"""


def text(body: str, *annexes: str, title: str = "Об утверждении порядка") -> OfficialText:
    held = tuple(Annex(("ПОРЯДОК", "ведения реестра"), read_outline(annex)) for annex in annexes)
    return OfficialText(title, "В целях порядка п р и к а з ы в а ю:", read_outline(body), held)


def said(old: OfficialText, new: OfficialText) -> list[str]:
    """Instructions and quotes, one a line, without the marks of the list itself."""
    return [line for clause in amending_clauses(old, new) for line in _lines(clause)]


def _lines(clause: Clause) -> list[str]:
    return [clause.text, *(line for inner in clause.clauses for line in _lines(inner))]


def rules(old: str, new: str) -> list[str]:
    """What an order says to make RULES with the first words read like the second."""
    assert old in RULES
    return said(text("1. Утвердить.", RULES), text("1. Утвердить.", RULES.replace(old, new)))


def test_equal_texts_need_no_words():
    assert said(text("1. Утвердить порядок.", RULES), text("1. Утвердить порядок.", RULES)) == []


def test_layout_of_an_annex_is_no_wording():
    old = text("1. Утвердить порядок.", RULES)
    new = replace(old, annexes=(replace(old.annexes[0], is_landscape=True, is_approved=True),))

    assert said(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "2.2. Редакцию утверждают приказом.",
            "2.2. Редакцию подписывает начальник.",
            [
                "в приложении пункт 2.2 изложить в следующей редакции:",
                "«2.2. Редакцию подписывает начальник.».",
            ],
        ),
        (
            "пяти рабочих",
            "десяти рабочих",
            ["в приложении в пункте 2.1 слово «пяти» заменить словом «десяти»."],
        ),
        (
            " в течение пяти рабочих дней",
            "",
            ["в приложении в пункте 2.1 слова «в течение пяти рабочих дней» исключить."],
        ),
        (
            "структурного подразделения",
            "структурного подразделения и его заместитель",
            ["в приложении пункт 2.1 после слова «подразделения» дополнить словами «и его заместитель»."],
        ),
        (
            "# Заполнение",
            "# Заполнение и утверждение",
            [
                "в приложении наименование раздела 2 изложить в следующей редакции:",
                "«2. Заполнение и утверждение».",
            ],
        ),
        (
            "3) с указанием основания.",
            "3) с указанием основания;\n4) по форме.",
            [
                "в приложении:",
                "подпункт 3 пункта 1.2 изложить в следующей редакции:",
                "«3) с указанием основания;»;",
                "пункт 1.2 дополнить подпунктом 4 следующего содержания:",
                "«4) по форме.».",
            ],
        ),
        (
            "3) с указанием основания.\n",
            "",
            ["в приложении подпункт 3 пункта 1.2 признать утратившим силу."],
        ),
        (
            "2.3. Редакцию публикуют на сайте.",
            "2.3. Редакцию публикуют на сайте.\n2.4. Копию хранят.\n2.5. Срок – 5 лет.",
            [
                "в приложении дополнить пунктами 2.4 и 2.5 следующего содержания:",
                "«2.4. Копию хранят.",
                "2.5. Срок – 5 лет.».",
            ],
        ),
        (
            "2.2. Редакцию утверждают приказом.",
            "2.2. Утратил силу.",
            ["в приложении пункт 2.2 признать утратившим силу."],
        ),
    ],
)
def test_change_reads_as_in_an_order(old: str, new: str, words: list[str]):
    assert rules(old, new) == words


def test_clause_between_others_moves_their_numbers():
    new = "2.2. Проект согласуют с куратором.\n2.3. Редакцию утверждают приказом."

    assert rules("2.2. Редакцию утверждают приказом.", new) == [
        "в приложении:",
        "дополнить новым пунктом 2.2 следующего содержания:",
        "«2.2. Проект согласуют с куратором.»;",
        "пункты 2.2 и 2.3 считать соответственно пунктами 2.3 и 2.4.",
    ]


def test_clause_that_goes_moves_the_numbers_after_it():
    assert rules("2.2. Редакцию утверждают приказом.\n", "") == [
        "в приложении:",
        "пункт 2.2 признать утратившим силу;",
        "пункт 2.3 считать пунктом 2.2.",
    ]


def test_section_that_goes_moves_those_after_it():
    first = RULES[: RULES.index("# Заполнение")]

    assert rules(first, "") == [
        "в приложении:",
        "раздел 1 признать утратившим силу;",
        "раздел 2 считать разделом 1, соответственно изменив нумерацию пунктов.",
    ]


def test_order_itself_comes_before_its_annexes():
    old = text("1. Утвердить порядок.\n2. Контроль оставляю за собой.", RULES)
    new = replace(
        old,
        title="Об утверждении правил",
        preamble="п р и к а з ы в а ю:",
        clauses=read_outline("1. Утвердить порядок.\n2. Контроль за мной.\n3. Опубликовать."),
        annexes=(replace(old.annexes[0], title=("ПРАВИЛА",)),),
    )

    assert said(old, new) == [
        "наименование изложить в следующей редакции:",
        "«Об утверждении правил»;",
        "преамбулу изложить в следующей редакции:",
        "«п р и к а з ы в а ю:»;",
        "пункт 2 изложить в следующей редакции:",
        "«2. Контроль за мной.»;",
        "дополнить пунктом 3 следующего содержания:",
        "«3. Опубликовать.»;",
        "в приложении наименование изложить в следующей редакции:",
        "«ПРАВИЛА».",
    ]


def test_annexes_come_go_and_change_their_numbers():
    old, new = text("1. Утвердить.", RULES), text("1. Утвердить.", RULES)
    form = Annex(("ФОРМА",), (Clause("Наименование органа", Mark.PLAIN),))
    new = replace(new, annexes=(form, *new.annexes))

    assert said(old, new) == [
        "дополнить приложением №\u00a01 следующего содержания:",
        "«ФОРМА",
        "Наименование органа»;",
        "приложение считать приложением №\u00a02.",
    ]
    assert said(new, old) == [
        "приложение №\u00a01 признать утратившим силу;",
        "приложение №\u00a02 считать приложением.",
    ]


def test_annex_may_be_called_by_its_name():
    old = text("1. Утвердить.", RULES)
    new = text("1. Утвердить.", RULES.replace("пяти рабочих", "десяти рабочих"))

    [clause] = amending_clauses(old, new, {(0,): "Порядке ведения реестра"})

    assert clause.text == "в Порядке ведения реестра в пункте 2.1 слово «пяти» заменить словом «десяти»."


def test_table_that_goes_is_excluded():
    old = text("1. Утвердить.", "[[таблица]]\n1. Пояснение.")
    new = text("1. Утвердить.", "1. Пояснение.")

    assert said(old, new) == ["в приложении таблицу «таблица» исключить."]


def test_words_in_open_quotes_or_said_twice_are_not_replaced_alone():
    assert changed_words("приказ «О порядке» и ещё приказ «О форме» от органа", "иное «О порядке") is None
    words = changed_words(
        "отдел кадров ведет учет и отдел кадров ведет архив постоянно",
        "отдел кадров ведет учет и отдел финансов ведет архив постоянно",
    )
    assert words is not None
    assert words.old == "и отдел кадров"


WORDS = some.lists(
    some.sampled_from(
        ["порядок", "реестр", "«форма»", "орган", "вносит,", "сведения;", "срок", "5", "дней", "в", "течение"]
    ),
    min_size=1,
    max_size=14,
).map(" ".join)
LEAVES = some.builds(Clause, WORDS, some.sampled_from([Mark.BRACKET, Mark.LETTER, Mark.PLAIN]))
CLAUSES = some.builds(
    Clause,
    WORDS,
    some.sampled_from([Mark.CLAUSE, Mark.SECTION]),
    some.lists(LEAVES | some.builds(Clause, WORDS), max_size=3).map(tuple),
)
TREES = some.lists(CLAUSES | LEAVES, max_size=5).map(tuple)
INNER = some.builds(Annex, some.lists(WORDS, max_size=2).map(tuple), TREES)
ANNEXES = some.builds(
    Annex, some.lists(WORDS, max_size=2).map(tuple), TREES, some.lists(INNER, max_size=1).map(tuple)
)
TEXTS = some.builds(OfficialText, WORDS, WORDS, TREES, some.lists(ANNEXES, max_size=2).map(tuple))


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_carrying_out_the_changes_gives_the_new_wording(old: OfficialText, new: OfficialText):
    changes = changes_between(old, new)

    assert applied(old, changes) == new
    assert bool(changes) == (old != new)
    assert bool(amending_clauses(old, new)) == bool(changes)


@given(TEXTS, some.data())
@settings(max_examples=100, deadline=None)
def test_small_edit_is_told_by_itself(old: OfficialText, data: some.DataObject):
    """One clause changed at the first level touches no other but for its number."""
    if not old.clauses:
        return
    place = data.draw(some.integers(0, len(old.clauses) - 1))
    clause = replace(old.clauses[place], text="совершенно иные слова этого пункта")
    new = replace(old, clauses=(*old.clauses[:place], clause, *old.clauses[place + 1 :]))

    changes = changes_between(old, new)

    assert applied(old, changes) == new
    assert {change.annex for change in changes} == {()}
