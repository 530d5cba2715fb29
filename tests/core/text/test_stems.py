"""Search by word forms: cases of the words that registers are made of, queries that are still being typed."""

import pytest

from navstrechu.core.text.stems import query_stems, stem, stems_of

CASES = [
    "прием приёма приему приемом приеме",
    "орган органа органу органом органе органы органов органам",
    "портал портала порталу порталом портале порталы порталов",
    "план плана плану планом плане планы планов",
    "правила правил правилам правилами правилах правило",
    "состав состава составу составом составе",
    "архив архива архиву архивом архиве архивы архивов",
    "обмен обмена обмену обменом обмене",
    "кредит кредита кредиту кредитом кредите кредиты",
    "режим режима режиму режимом режиме",
    "перечень перечня перечню перечнем перечне перечни перечней",
    "порядок порядка порядку порядком порядке",
    "список списка списку списком списке списки списков",
    "справка справки справке справку справкой справок справкам",
    "проверка проверки проверку проверок проверкам",
    "заявка заявки заявок",
    "ребенок ребёнка ребенку ребенком ребенке",
    "пособие пособия пособию пособием пособий пособиям",
    "услуга услуги услуге услугу услугой услуг услугам",
    "заявитель заявителя заявителю заявителем заявители заявителей",
    "обращение обращения обращению обращением обращений обращениям",
    "учреждение учреждения учреждений учреждениями",
    "государственная государственной государственную государственных государственный",
    "ежемесячная ежемесячной ежемесячную ежемесячное",
    "сайт сайта сайте сайтом сайты",
    "семья семьи семье семью семей семьям",
    "день дня дню днем дне дни дней",
    "письмо письма письму писем письмам",
    "капитал капитала капиталу капиталом капитале",
    "утвержден утверждена утверждено утверждены утвержденный утвержденная",
    "опека опеки опеке опеку опекой",
    "отзыв отзыва отзывы отзывов",
    "квартал квартала кварталу",
    "филиал филиала филиале филиалы",
    "охрана охраны охране охрану охраной",
    "граждане граждан гражданам гражданин гражданина гражданину",
    "срок срока сроку сроком сроки сроков",
]


@pytest.mark.parametrize("forms", CASES, ids=lambda forms: forms.split()[0])
def test_all_cases_of_a_word_have_one_stem(forms):
    stems = {form: stem(form.replace("ё", "е")) for form in forms.split()}

    assert len(set(stems.values())) == 1, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("прием", "при"),
        ("план", "пламя"),
        ("орган", "организация"),
        ("опека", "опыт"),
        ("архив", "архитектор"),
    ],
)
def test_different_words_have_different_stems(one, other):
    assert stem(one) != stem(other)


def test_stems_stand_between_spaces_once_each():
    assert stems_of("Приём документов: документы, приём (п. 2.1.4, № 442-ФЗ)") == (
        " прием документ п 2.1.4 442 фз "
    )


@pytest.mark.parametrize("empty", ["", "   ", "— «», !"])
def test_text_without_words_has_no_stems_and_asks_for_nothing(empty):
    assert stems_of(empty) == ""
    assert query_stems(empty) == ()


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("приема документов ", (" прием ", " документ ")),
        ("приема докум", (" прием ", " докум")),
        ("прием в МФЦ", (" прием ", " мфц")),
        ("прием в", (" прием ",)),
        ("в", (" в",)),
        ("ПРИЁМ, приём!", (" прием ",)),
        ("100%_", (" 100 ",)),
        ("201", (" 201",)),
    ],
)
def test_query_asks_for_whole_words_and_the_beginning_of_the_last(query, parts):
    assert query_stems(query) == parts


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("пособие на ребёнка", True),
        ("ребенок пособия", True),
        ("выплат семьям с деть", True),
        ("выплата пенсионерам", False),
        ("ежемесячн", True),
        ("месячн", False),
        ("при", False),
        ("51", False),
    ],
)
def test_text_is_found_by_all_of_the_words_in_any_case_and_order(query, found):
    stems = stems_of("Ежемесячная выплата семьям с детьми, пособие на ребенка до 1,5 лет")

    assert all(part in stems for part in query_stems(query)) is found


@pytest.mark.parametrize("forms", CASES, ids=lambda forms: forms.split()[0])
def test_word_is_found_while_it_is_being_typed(forms):
    """By every beginning of four letters and more of its first form; «перечен» is known not to be found."""
    word = forms.split()[0].replace("ё", "е")
    stems = stems_of(word)

    missed = [word[:n] for n in range(4, len(word) + 1) if query_stems(word[:n])[0] not in stems]

    assert missed == (["перечен"] if word == "перечень" else [])


def test_thirty_thousand_characters_give_a_short_column():
    assert stems_of("приём заявления " * 2000) == " прием заявлен "


def test_word_without_end_is_found_all_the_same():
    endless = "абвгд" * 6000

    assert all(part in stems_of(endless) for part in query_stems(endless))
