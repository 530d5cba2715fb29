"""How one document names another: «приказ Департамента от 29 февраля 2024 г. № 201 «Об утверждении …»»."""

from navstrechu.acts.models import Act, ActKind
from navstrechu.core.text.grammar import Case
from navstrechu.core.text.language import in_official_language
from navstrechu.drafting.papers import reference_to

_NOUNS = {
    ActKind.ORDER: "приказ",
    ActKind.REPORT: "отчёт",
    ActKind.MINUTES: "протокол",
    ActKind.OTHER: "документ",
}
_ENDINGS = {
    Case.NOMINATIVE: "",
    Case.GENITIVE: "а",
    Case.DATIVE: "у",
    Case.ACCUSATIVE: "",
    Case.INSTRUMENTAL: "ом",
    Case.PREPOSITIONAL: "е",
}


def form_word(kind: ActKind, case: Case) -> str:
    """«приказ», «отчёта», «протоколу»."""
    return _NOUNS[kind] + _ENDINGS[case]


@in_official_language
def cited(act: Act, case: Case = Case.NOMINATIVE, *, titled: bool = True) -> str:
    """The document by its form, agency, requisites and title; the form stands in the case."""
    title = f" «{' '.join(act.title.split())}»" if titled else ""
    return f"{form_word(ActKind(act.kind), case)} {act.agency.called_genitive} {reference_to(act)}{title}"
