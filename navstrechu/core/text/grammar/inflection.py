"""Phrases and names of people in a case: exceptions first, then the rules of their kind."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from navstrechu.core.text.grammar.bodies import inflected_body
from navstrechu.core.text.grammar.cases import Case, Exceptions, Gender, Inflected, NameOrder, PhraseKind
from navstrechu.core.text.grammar.dictionary import NO_EXCEPTIONS, form_of_exception, shipped
from navstrechu.core.text.grammar.given_names import inflected_first_name, inflected_patronymic
from navstrechu.core.text.grammar.people import gender_of
from navstrechu.core.text.grammar.posts import inflected_post, joined_by_dashes
from navstrechu.core.text.grammar.surnames import inflected_surname, looks_like
from navstrechu.core.text.names import initials_first, surname_first

_RULES: Mapping[PhraseKind, Callable[[str, Case, Gender | None], Inflected]] = MappingProxyType(
    {
        PhraseKind.POST: lambda phrase, case, _gender: inflected_post(phrase, case),
        PhraseKind.BODY: lambda phrase, case, _gender: inflected_body(phrase, case),
        PhraseKind.PHRASE: lambda phrase, case, _gender: inflected_body(phrase, case),
        PhraseKind.SURNAME: inflected_surname,
        PhraseKind.FIRST_NAME: inflected_first_name,
        PhraseKind.PATRONYMIC: lambda name, case, _gender: inflected_patronymic(name, case),
    }
)


def inflect(
    kind: PhraseKind,
    phrase: str,
    case: Case,
    *,
    gender: Gender | None = None,
    exceptions: Exceptions = NO_EXCEPTIONS,
    use_shipped: bool = True,
) -> Inflected:
    """A phrase given in the nominative, in the case; what cannot be declined stays, and is not certain.

    Exceptions of the agency win over those that the product ships, which win over the rules. ``gender``
    matters for names of people; without it a surname that is different for men and women stays.
    """
    if case is Case.NOMINATIVE or not phrase.strip():
        return Inflected(phrase, bool(phrase.strip()))
    if kind is PhraseKind.SURNAME:
        gender = gender or looks_like(phrase)

    def one(part: str) -> Inflected:
        own = form_of_exception(kind, part, case, exceptions)
        form = own or form_of_exception(kind, part, case, shipped(gender) if use_shipped else NO_EXCEPTIONS)
        return Inflected(form, True) if form else _RULES[kind](part, case, gender)

    return joined_by_dashes(phrase, one) if kind is PhraseKind.POST else one(phrase)


def inflect_person(
    surname: str,
    first_name: str,
    patronymic: str,
    case: Case,
    *,
    gender: Gender | None = None,
    order: NameOrder = NameOrder.SURNAME_FIRST,
    exceptions: Exceptions = NO_EXCEPTIONS,
    use_shipped: bool = True,
) -> Inflected:
    """A person in the case, «Вострикова А. В.»; names that are not known are "".

    Without ``gender`` it is told from the names; when they do not tell it, a surname that is different for
    men and women stays in the nominative and the form is not certain.
    """
    gender = gender or gender_of(surname, first_name, patronymic)

    def name(kind: PhraseKind, text: str) -> Inflected:
        if not text:
            return Inflected("", True)
        return inflect(kind, text, case, gender=gender, exceptions=exceptions, use_shipped=use_shipped)

    last = name(PhraseKind.SURNAME, surname)
    if order is NameOrder.FULL:
        names = [last, name(PhraseKind.FIRST_NAME, first_name), name(PhraseKind.PATRONYMIC, patronymic)]
        text = " ".join(each.text for each in names if each.text)
        return Inflected(text, all(each.is_certain for each in names))
    written = surname_first if order is NameOrder.SURNAME_FIRST else initials_first
    return Inflected(written(last.text, first_name, patronymic), last.is_certain)
