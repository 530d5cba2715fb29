"""The key of a name: what is left of it without case, signs, abbreviations, endings and order of words."""

import re

from navstrechu.core.text.stems import FUNCTION_WORDS, stem

_LOOKALIKES = str.maketrans("aceopxykmtbh", "асеорхукмтвн")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _RUSSIAN = re.compile("[a-z]"), re.compile("[а-я]")
_LABEL = re.compile(r"(?<=[^\W\d][\s«\"])[А-ЯЁA-MO-Z](?=$|[\s,;)»\"])")
_PHONE = re.compile(r"(?:\+7|\b8)(?:[\s()-]*\d){10}\b")
_POST_CODE = re.compile(r"(?<!\d)[1-6]\d{5}(?=\s*,)")
_TOKEN = re.compile(
    r"\d+(?:[/.-]\d+)*"  # 5, 5/2, 2.1.4
    r"(?:-?(?:ый|ая|ое|го|му|й|я|е)(?![а-я])|-?[а-я](?![а-я])|\s[абеж](?![а-я]))?"  # 1-й, 5а, 5 Б
    r"|[^\W\d_]+"
)
_ORDINAL = re.compile(r"-?(?:ый|ая|ое|го|му|й|я|е)$")
# Usual ways to write one thing, after words have been parted by single spaces. Longer ones come first.
_SAME = {
    "мфц": (
        "многофункциональный центр предоставления государственных и муниципальных услуг",
        "многофункционального центра предоставления государственных и муниципальных услуг",
        "многофункциональный центр", "многофункционального центра", "многофункциональном центре",
    ),
    "епгу": (
        "единый портал государственных и муниципальных услуг функций",
        "единый портал государственных и муниципальных услуг", "единый портал госуслуг",
        "портал государственных услуг", "портал госуслуг", "портал госуслуги", "сайт госуслуг", "госуслуги",
        "епгу gosuslugi ru", "www gosuslugi ru", "gosuslugi ru",
    ),
    "коллцентр": ("колл центр", "кол центр", "call центр", "контакт центр", "контактный центр"),
    "почта": ("электронная почта", "электронной почты", "электронной почте", "эл почта", "e mail", "email"),
    "лк": ("личный кабинет", "личного кабинета", "личном кабинете"),
    "сайт": ("веб сайт", "интернет сайт", "web сайт"),
    "социальная защита": ("соцзащита", "соцзащиты", "соцзащите", "соцзащиту"), "социальная": ("соц",),
    "социальное обслуживание": ("соцобслуживание", "соцобслуживания"),
    "соцсеть": ("социальная сеть", "социальной сети", "соц сеть"),
    "онлайн": ("он лайн", "online"), "офлайн": ("оф лайн", "офф лайн", "оффлайн", "offline"),
    "телеграм": ("telegram", "телеграмм", "тг"), "вк": ("вконтакте", "vkontakte", "vk"),
    "тел": ("телефон", "телефону", "телефона"), "мп": ("мобильное приложение", "моб приложение"),
    "ооо": ("общество с ограниченной ответственностью",), "ао": ("акционерное общество",),
    "гку": ("государственное казенное учреждение", "государственного казенного учреждения"),
    "гбу": ("государственное бюджетное учреждение", "государственного бюджетного учреждения"),
    "ку": ("казенное учреждение", "казенного учреждения"),
    "бу": ("бюджетное учреждение", "бюджетного учреждения"),
    "обл": ("область", "области", "областью"), "район": ("р н", "р на", "р ну", "р не", "р он"),
    "г": ("город", "города", "городе", "гор"), "ул": ("улица", "улицы", "улице"),
    "просп": ("проспект", "проспекта", "проспекте", "пр т", "пр кт"),
    "пер": ("переулок", "переулка", "переулке"), "пл": ("площадь", "площади"), "ш": ("шоссе",),
    "бул": ("бульвар", "бульвара", "б р"), "наб": ("набережная", "набережной"),
    "мкр": ("микрорайон", "микрорайона", "мкрн"), "пос": ("поселок", "поселка", "поселке", "пгт"),
    "каб": ("кабинет", "кабинета"), "оф": ("офис", "офиса"), "пом": ("помещение", "помещения"),
    "корп": ("корпус", "корпуса"), "стр": ("строение", "строения"), "эт": ("этаж", "этажа", "этаже"),
}  # fmt: skip
_CANONICAL = {way: word for word, ways in _SAME.items() for way in ways}
_WAYS = re.compile(f"(?<= )(?:{'|'.join(sorted(_CANONICAL, key=len, reverse=True))})(?= )")
_HOUSE = re.compile(r"(?<= )(?:дом|д|номер|n|no) (?=\d)")
# «каб. 7, корп. 5» is not «каб. 5, корп. 7»: what a number counts stays with it.
_PART_OF_HOUSE = re.compile(r"(?<= )(каб|оф|пом|корп|стр|эт|кв|окно) (\d\S*)|(?<= )(\d\S*) (эт|окно)(?= )")


def name_key(name: str) -> str:
    """The name without case, signs, endings and order of words: «Приёмная № 2, г. Орёл» → «2 г орел приемн».

    Numbers come first. Equal keys mean one name; an empty key means a name without a letter or number.
    """
    labelled = name if name.isupper() else _LABEL.sub(_label, name)
    plain = _lookalikes_mended(_POST_CODE.sub(" ", labelled.lower().replace("ё", "е")))
    phones = _PHONE.sub(lambda found: " " + re.sub(r"\D", "", found[0])[-10:] + " ", plain)
    text = f" {' '.join(_token(found) for found in _TOKEN.findall(phones))} "
    text = _HOUSE.sub("", _WAYS.sub(lambda found: _CANONICAL[found[0]], text))
    text = _PART_OF_HOUSE.sub(
        lambda found: f"{found[2]}{found[1]}" if found[1] else f"{found[3]}{found[4]}", text
    )
    numbers = [word for word in text.split() if word[0].isdigit()]
    words = {stem(word) for word in text.split() if not word[0].isdigit() and word not in FUNCTION_WORDS}
    return " ".join(numbers + sorted(words))


def _label(found: re.Match[str]) -> str:
    """«Окно К» differs from «Окно С» as «Окно 1» from «Окно 2»: a letter that labels counts as a number."""
    return f"0.{ord(found[0].lower().translate(_LOOKALIKES))}"


def _lookalikes_mended(text: str) -> str:
    """Latin letters inside a Russian word are slips of the keyboard: «MФЦ»."""
    return _WORD.sub(lambda found: _mended(found[0]), text) if _LATIN.search(text) else text


def _mended(word: str) -> str:
    return word.translate(_LOOKALIKES) if _LATIN.search(word) and _RUSSIAN.search(word) else word


def _token(token: str) -> str:
    """«1-й» → «1», «5-А» and «5 а» → «5а», «5-2» → «5/2»."""
    if not token[0].isdigit():
        return token
    letterless = _ORDINAL.sub("", token)
    return re.sub(r"[.-](?=\d)", "/", letterless).replace("-", "").replace(" ", "")
