"""Places that every kind of document knows: the agency in its cases, where and by whom it is signed."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from navstrechu.core.text.dates import date_in_words
from navstrechu.core.text.grammar import Case, PhraseKind
from navstrechu.core.text.plain import inside_sentence
from navstrechu.drafting.kinds import DraftKind, Phrase, Place, Scene, Value
from navstrechu.organisation.queries import signatory_on


def _called(case: Case) -> Callable[[Scene], Value]:
    return lambda scene: Phrase(scene.agency.called, case, PhraseKind.BODY)


def _in_full(case: Case) -> Callable[[Scene], Value]:
    return lambda scene: Phrase(scene.agency.full_name, case, PhraseKind.BODY)


def _signatory_post(case: Case) -> Callable[[Scene], Value]:
    def value(scene: Scene) -> Value:
        signs = signatory_on(scene.agency, scene.on)
        if signs is None:
            return ""
        return Phrase(inside_sentence(signs.post.title), case, PhraseKind.POST)

    return value


COMMON = (
    Place("орган", _("как называется орган: кто? (Департамент)"), _called(Case.NOMINATIVE)),
    Place("органа", _("орган: нет кого? (Департамента)"), _called(Case.GENITIVE)),
    Place("органу", _("орган: кому? (Департаменту)"), _called(Case.DATIVE)),
    Place("органом", _("орган: кем? (Департаментом)"), _called(Case.INSTRUMENTAL)),
    Place("органе", _("орган: о ком? в ком? (Департаменте)"), _called(Case.PREPOSITIONAL)),
    Place("орган полностью", _("полное наименование: кто?"), _in_full(Case.NOMINATIVE)),
    Place("органа полностью", _("полное наименование: нет кого?"), _in_full(Case.GENITIVE)),
    Place("органу полностью", _("полное наименование: кому?"), _in_full(Case.DATIVE)),
    Place("органом полностью", _("полное наименование: кем?"), _in_full(Case.INSTRUMENTAL)),
    Place("органе полностью", _("полное наименование: о ком? в ком?"), _in_full(Case.PREPOSITIONAL)),
    Place("место", _("где издан документ"), lambda scene: scene.agency.place),
    Place("день", _("день, на который собраны данные"), lambda scene: date_in_words(scene.on)),
    Place("должность подписанта", _("кто подписывает: кто?"), _signatory_post(Case.NOMINATIVE)),
    Place("должности подписанта", _("кто подписывает: кого? чьей?"), _signatory_post(Case.GENITIVE)),
)


def places_of(kind: DraftKind) -> dict[str, Place]:
    """Every place that a text of the kind may use, by name; an own one wins over a common one."""
    return {place.name: place for place in (*COMMON, *kind.places)}
