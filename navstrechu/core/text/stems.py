"""Russian word forms for search: words are kept and asked for by their stems, on any database.

`stems_of` fills a text column; `query_stems` gives what to look for in it, each part of the answer with
`column__contains`, all of them together. Snowball alone takes «орган» for a verb («орга») and «органов» for a
noun («орган»), so nouns that look like verbs are settled before it is asked.
"""

import re
from functools import lru_cache
from threading import Lock
from typing import Protocol

# A "word" without end (a pasted key) is cut: rules about endings must not become slow on it.
_TOKEN = re.compile(r"\d{1,40}(?:\.\d{1,40}){0,9}|[^\W\d_]{1,40}")
_LONGEST_WORD = 40
_CYRILLIC = re.compile(r"[а-я]+")
# «план, плана, планы», «портал», «правила», «состав», «архив», «обмен» are read as nouns, not as verbs.
_NOUN_LIKE_VERB = re.compile(r"(.{2,}(?:[ая]н|ен|[аяи]л))[аоы]?|(.{2,}(?:ав|[иы]в|[иы]т))")
_NOUN_IN_ALL_CASES = re.compile(
    "(прием|объем|подъем|водоем|съем|режим|диплом|телеграм|кредит|лимит|аудит|визит|дефицит|дн)"
    "(?:а|у|ом|е|ы|ов|ам|ами|ах|я|ю|и|ем|ей|ям|ями|ях)?"
)
_FLEETING_VOWEL = re.compile(r"(.*[аеиоуыэюя].*[^аеиоуыэюя])(?:о|е)(к|ц)")
_SHORTEST_WITH_FLEETING = 5  # «срок» and «урок» keep their vowel in every case
# Words of this field of work whose cases Snowball tells apart, by the stem that their other cases have.
_IRREGULAR = {
    "заем": "займ", "наем": "найм", "печать": "печат", "память": "памят", "лицей": "лице",
    "музей": "музе", "юбилей": "юбиле", "перечень": "перечн", "уровень": "уровн", "день": "дн",
    "писем": "письм", "чисел": "числ", "денег": "деньг", "копеек": "копейк",
}  # fmt: skip
# They stand in nearly every text and say nothing of what is looked for.
FUNCTION_WORDS = frozenset(
    {"а", "без", "в", "во", "для", "до", "за", "и", "из", "или", "к", "ко", "на", "над", "не", "о", "об",
     "от", "по", "под", "при", "с", "со", "у", "через"}
)  # fmt: skip


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 – the library's own name


_LOCK = Lock()  # the library keeps the word being stemmed in the object


@lru_cache(maxsize=1)
def _snowball() -> _Stemmer:
    import snowballstemmer  # noqa: PLC0415 – a sixth of a second, for thirty languages

    made: _Stemmer = snowballstemmer.stemmer("russian")
    return made


def tokens(text: str) -> list[str]:
    """Words and numbers in reading order, in small letters, «ё» as «е»; «2.1.» is the number «2.1»."""
    return _TOKEN.findall(text.lower().replace("ё", "е"))


@lru_cache(maxsize=50_000)
def stem(token: str) -> str:
    """What all cases of a word have in common; numbers and foreign words stay as they are."""
    if len(token) > _LONGEST_WORD or not _CYRILLIC.fullmatch(token):
        return token
    if token in _IRREGULAR:
        return _IRREGULAR[token]
    noun = _NOUN_IN_ALL_CASES.fullmatch(token) or _NOUN_LIKE_VERB.fullmatch(token)
    if noun:
        return noun[1] or noun[2]
    with _LOCK:
        found = _snowball().stemWord(token)
    if found.endswith(("анин", "янин")):  # «гражданин» and «граждане»
        return found[:-2]
    fleeting = _FLEETING_VOWEL.fullmatch(found) if len(found) >= _SHORTEST_WITH_FLEETING else None
    return fleeting[1] + fleeting[2] if fleeting else found


def stems_of(text: str) -> str:
    """The different stems of a text, between spaces: « прием документ мфц »; «» for no words."""
    stems = dict.fromkeys(map(stem, tokens(text)))
    return f" {' '.join(stems)} " if stems else ""


def query_stems(text: str) -> tuple[str, ...]:
    """Parts that the stems of a found text must all contain; none for a query without words.

    A finished word is looked for as a whole (« прием »). The last one, unless a space or a sign follows it,
    is still being typed and is looked for by its beginning (« прие»).
    """
    words = tokens(text)
    if not words:
        return ()
    is_typing = text[-1].isalnum()
    telling = [word for word in words if word not in FUNCTION_WORDS] or words
    parts = [f" {stem(word)} " for word in telling]
    if is_typing and telling[-1] == words[-1]:
        parts[-1] = parts[-1].rstrip()
    return tuple(dict.fromkeys(parts))
