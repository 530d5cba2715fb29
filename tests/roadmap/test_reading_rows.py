"""What makes a plan unusable is refused with a sentence; what is merely odd is read and shown as a doubt."""

import pytest

from navstrechu.core.errors import InputRefused
from navstrechu.roadmap.reading import DoubtCode, ReadRoadmap, ReadSection, read_roadmap
from tests.roadmap.documents import HEADER, measure_row, text_of


def refusal(data: bytes) -> str:
    with pytest.raises(InputRefused) as refused:
        read_roadmap(data)
    return str(refused.value)


def codes(plan: ReadRoadmap) -> list[tuple[str | None, str]]:
    return [(doubt.measure, doubt.code.value) for doubt in plan.doubts]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            measure_row(due="31.02.2024"),
            "Строка 3, мероприятие 1.1: даты «31.02.2024» не существует; исправьте срок.",
        ),
        (
            measure_row(due="I квартал 2024"),
            "Строка 3, мероприятие 1.1: срок «I квартал 2024» – не дата; впишите дату вида 31.12.2024.",
        ),
        (
            measure_row(due="31.12.0024"),
            "Строка 3, мероприятие 1.1: в сроке «31.12.0024» невозможный год; исправьте дату.",
        ),
        (
            measure_row(due=""),
            "Строка 3, мероприятие 1.1: не указан срок; впишите дату вида 31.12.2024.",
        ),
        (
            measure_row(posts=""),
            "Строка 3, мероприятие 1.1: не указан ответственный; впишите должность.",
        ),
        (
            measure_row(posts="Соисполнитель: Начальник отдела"),
            "Строка 3, мероприятие 1.1: не указан ответственный; впишите должность.",
        ),
        (
            measure_row(results=""),
            "Строка 3, мероприятие 1.1: не указан вид документа (результат); впишите его.",
        ),
        (
            measure_row(posts="Начальник " * 101),
            "Строка 3, мероприятие 1.1: должностей больше 100; проверьте, не слились ли строки таблицы.",
        ),
        (
            measure_row(results="Утвержден приказ " * 51),
            "Строка 3, мероприятие 1.1: документов больше 50; проверьте, не слились ли строки таблицы.",
        ),
        (
            measure_row(title=""),
            "Строка 3, мероприятие 1.1: не указано мероприятие; впишите его наименование.",
        ),
        (
            measure_row(number="3.1."),
            "Строка 3, мероприятие 3.1: мероприятие вне раздела: нет строки с заголовком «3.»; добавьте её.",
        ),
        (
            measure_row(number="7."),
            "Строка 3, мероприятие 7: мероприятие вне раздела: номер без раздела; нужен номер вида 1.1.",
        ),
    ],
)
def test_measure_with_a_fault_is_refused(row: str, sentence: str) -> None:
    assert refusal(text_of(row)) == f"Дорожная карта не загружена. {sentence}"


def test_number_given_twice_is_refused_with_both_places() -> None:
    data = text_of(measure_row(), measure_row("1.2."), measure_row(title="Утвержден порядок"))

    assert refusal(data) == (
        "Дорожная карта не загружена. Строка 5, мероприятие 1.1: "
        "номер повторяется (впервые – в строке 3); исправьте нумерацию."
    )


def test_section_number_given_twice_is_refused() -> None:
    assert refusal(text_of(measure_row(), "1.|Иные мероприятия|||")) == (
        "Дорожная карта не загружена. Строка 4: номер раздела 1 повторяется; исправьте нумерацию."
    )


def test_measure_of_nothing_but_a_title_is_refused() -> None:
    assert refusal(text_of(measure_row(), "1.2.|Утвержден порядок|||")) == (
        "Дорожная карта не загружена. Строка 4, мероприятие 1.2: "
        "не указаны срок, ответственный и результат; заполните строку."
    )


def test_measure_without_a_number_is_refused() -> None:
    assert refusal(text_of(measure_row(), measure_row(number=""))) == (
        "Дорожная карта не загружена. Строка 4: нет номера мероприятия; впишите его в первый столбец."
    )


def test_all_faults_are_named_at_once() -> None:
    rows = [measure_row(f"1.{at}.", due="31.02.2024") for at in range(1, 8)]

    with pytest.raises(InputRefused) as refused:
        read_roadmap(text_of(*rows))

    assert len(refused.value.problems) == 7
    assert refused.value.problems[6] == (
        "Строка 9, мероприятие 1.7: даты «31.02.2024» не существует; исправьте срок."
    )
    assert str(refused.value).startswith("Дорожная карта не загружена, ошибок: 7. Строка 3, мероприятие 1.1:")
    assert str(refused.value).endswith("И ещё ошибок: 2.")


def test_name_of_the_file_stands_at_the_head_of_a_refusal() -> None:
    with pytest.raises(InputRefused) as refused:
        read_roadmap(text_of(measure_row(due="")), "карта.txt")

    assert str(refused.value).startswith("«карта.txt»: Дорожная карта не загружена.")
    assert refused.value.problems == (
        "Строка 3, мероприятие 1.1: не указан срок; впишите дату вида 31.12.2024.",
    )


def test_file_without_a_table_is_no_roadmap() -> None:
    assert refusal("Приказ о назначении ответственного".encode()) == (
        "Это не дорожная карта: в файле нет таблицы со столбцами «Мероприятие», «Срок реализации», "
        "«Ответственный», «Вид документа (результат)». В тексте столбцы разделяет табуляция. "
        "Проверьте, тот ли файл выбран."
    )


def test_header_that_lacks_a_column_is_refused_with_its_name() -> None:
    header = ("№ п/п", "Мероприятие", "Ответственный", "Результат")

    assert refusal(text_of(header=header)) == ("Строка 1: в заголовке таблицы нет столбца «Срок реализации».")


def test_table_without_measures_is_refused() -> None:
    assert refusal(text_of()) == "В таблице нет ни одного мероприятия. Проверьте, тот ли файл выбран."


def test_cell_longer_than_any_page_is_refused() -> None:
    assert refusal(text_of(measure_row(title="я" * 30_001))) == (
        "Строка 3: в ячейке больше 30000 знаков. Проверьте, не слились ли строки таблицы."
    )


def test_cell_grown_by_continuations_is_refused() -> None:
    rows = [measure_row(), *(["|" + "я" * 20_000 + "|||"] * 2)]

    assert refusal(text_of(*rows)).startswith("Строка 3: в ячейке больше 30000 знаков.")


def test_table_longer_than_any_roadmap_is_refused() -> None:
    rows = [measure_row(f"1.{at}.") for at in range(1, 1000)] * 6

    assert refusal(text_of(*rows)) == ("В таблице больше 5000 строк: это не дорожная карта. Разделите файл.")


def test_continued_row_is_joined_by_one_space() -> None:
    plan = read_roadmap(
        text_of(
            measure_row(posts="Начальник отдела", title="Утверждена"),
            "|модель внедрения||труда Соисполнитель: Начальник|",
            "|||отдела опеки|в Департаменте",
        )
    )

    measure = plan.measures[0]
    assert measure.title == "Утверждена модель внедрения"
    assert measure.responsible == "Начальник отдела труда"
    assert measure.co_executors == ("Начальник отдела опеки",)
    assert measure.results[0].text == "Утвержден приказ об утверждении модели в Департаменте"


def test_heading_continued_on_the_next_page_is_joined() -> None:
    plan = read_roadmap(text_of("|по внедрению|||", measure_row()))

    assert plan.sections == (ReadSection("1", "Общие мероприятия по внедрению"),)


def test_heading_repeated_on_the_next_page_counts_once() -> None:
    plan = read_roadmap(text_of(measure_row(), "1.|Общие мероприятия|||", measure_row("1.2.")))

    assert plan.sections == (ReadSection("1", "Общие мероприятия"),)
    assert codes(plan) == [(None, "section_repeated")]


def test_header_repeated_on_the_next_page_and_counted_columns_are_skipped() -> None:
    plan = read_roadmap(text_of("1|2|3|4|5", measure_row(), "|".join(HEADER), measure_row("1.2.")))

    assert [measure.number for measure in plan.measures] == ["1.1", "1.2"]
    assert plan.doubts == ()


def test_heading_without_a_number_takes_the_number_of_its_measures() -> None:
    plan = read_roadmap(text_of(measure_row(), "Второй раздел||||", measure_row("2.1.")))

    assert plan.sections == (ReadSection("1", "Общие мероприятия"), ReadSection("2", "Второй раздел"))
    assert codes(plan) == [(None, "section_number_guessed")]


def test_section_without_measures_is_a_doubt() -> None:
    plan = read_roadmap(text_of(measure_row(), "2.|Пустой раздел|||"))

    assert plan.sections[1] == ReadSection("2", "Пустой раздел")
    assert codes(plan) == [(None, "section_empty")]


def test_number_left_out_is_a_doubt_at_the_next_one() -> None:
    plan = read_roadmap(text_of(measure_row(), measure_row("1.3.")))

    assert [(d.measure, d.code, d.message) for d in plan.doubts] == [
        ("1.3", DoubtCode.NUMBERING_GAP, "Перед 1.3 пропущен номер 1.2.")
    ]


def test_number_out_of_order_is_a_doubt() -> None:
    plan = read_roadmap(text_of(measure_row(), measure_row("1.3."), measure_row("1.2.")))

    assert codes(plan) == [("1.3", "numbering_gap"), ("1.2", "numbering_order")]


def test_column_that_is_not_known_is_a_doubt() -> None:
    plan = read_roadmap(text_of(measure_row() + "|важно", header=(*HEADER, "Примечание")))

    assert [(d.code, d.message) for d in plan.doubts] == [
        (DoubtCode.UNKNOWN_COLUMN, "Столбец «Примечание» не распознан и пропущен.")
    ]


def test_text_below_the_table_is_a_doubt_and_page_numbers_are_not() -> None:
    data = text_of(measure_row()) + "\n– 7 –\n\nЗаместитель И. И. Иванов".encode()

    assert [(d.code, d.message) for d in read_roadmap(data).doubts] == [
        (DoubtCode.TEXT_IGNORED, "Текст вне таблицы пропущен: «Заместитель И. И. Иванов».")
    ]


def test_text_behind_the_last_column_is_a_doubt() -> None:
    plan = read_roadmap(text_of(measure_row() + "|приписка"))

    assert [(d.code, d.message) for d in plan.doubts] == [
        (DoubtCode.TEXT_IGNORED, "Текст вне таблицы пропущен: «приписка».")
    ]


def test_result_without_a_kind_is_a_doubt_and_guessed_by_its_verb() -> None:
    plan = read_roadmap(text_of(measure_row(results="Утверждена модель Сформирован свод")))

    assert [result.kind.value for result in plan.measures[0].results] == ["order", "report"]
    assert codes(plan) == [("1.1", "result_kind_unknown")] * 2


@pytest.mark.parametrize(
    "other",
    ["начальник отдела труда", "Начальник отдела  трудА", "Начальник отделa труда", "Начальник отдел труда"],
)
def test_post_written_almost_as_another_is_a_doubt(other: str) -> None:
    plan = read_roadmap(
        text_of(measure_row(posts="Начальник отдела труда"), measure_row("1.2.", posts=other))
    )

    assert codes(plan) == [("1.2", "post_variant")]


def test_posts_of_two_letters_difference_are_two_posts() -> None:
    posts = ("Начальник отдела труда", "Начальник отдела опеки")

    plan = read_roadmap(text_of(*(measure_row(f"1.{at}.", posts=post) for at, post in enumerate(posts, 1))))

    assert plan.doubts == ()


def test_doubled_word_in_a_title_is_a_doubt_once() -> None:
    plan = read_roadmap(
        text_of(measure_row(title="Утверждена модель модель", results="Приказ о модель модель"))
    )

    assert codes(plan) == [("1.1", "doubled_word")]
