"""Places that texts of the roadmap's documents share: the plan, its measures, who answers, the term."""

from collections.abc import Callable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from navstrechu.core.text.dates import date_in_words
from navstrechu.core.text.grammar import Case, PhraseKind
from navstrechu.core.text.plain import inside_sentence
from navstrechu.drafting.kinds import PersonName, Phrase, Place, Scene, Value
from navstrechu.drafting.papers import body_in
from navstrechu.organisation.models import Appointment
from navstrechu.roadmap.drafting.people import coordinator_on, responsible_on
from navstrechu.roadmap.drafting.results import cited, results_of, title_of_result
from navstrechu.roadmap.queries.due_dates import due_dates
from navstrechu.roadmap.queries.editions import edition_on
from navstrechu.roadmap.queries.plan import current_roadmap

Whose = Callable[[Scene], Appointment | None]


def title_place(alone: str, of_many: str) -> Place:
    """«{заголовок}»: from the text of the result that the document fulfils; ``of_many`` for several results,
    ``alone`` for none; both may name the agency by «{органом}» and «{органа}»."""

    def value(scene: Scene) -> Value:
        results = results_of(scene.agency, scene.about)
        if len(results) == 1:
            return title_of_result(results[0].text)
        agency = scene.agency
        words = {"органом": agency.called_instrumental, "органа": agency.called_genitive}
        return (of_many if results else alone).format(**words)

    return Place("заголовок", _("заголовок – из текста результата, который закрывает документ"), value)


def _measures(scene: Scene) -> Value:
    return cited(results_of(scene.agency, scene.about))


def _plan(scene: Scene) -> Value:
    body = body_in(scene.agency, Case.PREPOSITIONAL)
    return f"Плана мероприятий («дорожной карты») по внедрению стандартов клиентоцентричности в {body}"


def _approval(scene: Scene) -> Value:
    roadmap = current_roadmap(scene.agency)
    edition = edition_on(roadmap, on=scene.on) if roadmap else None
    return Phrase(edition.basis, Case.INSTRUMENTAL) if edition else ""


def _groups(scene: Scene) -> Value:
    sections = dict.fromkeys(result.measure.section.title for result in results_of(scene.agency, scene.about))
    return "; ".join(f"«{title}»" for title in sections)


def _term(scene: Scene) -> Value:
    measures = [result.measure for result in results_of(scene.agency, scene.about)]
    return date_in_words(max(due_dates(measures, on=scene.on).values())) if measures else ""


def person(whose: Whose, case: Case) -> Callable[[Scene], Value]:
    """The person's name in a case, surname first; nothing where nobody is there."""

    def value(scene: Scene) -> Value:
        held = whose(scene)
        if held is None:
            return ""
        return PersonName(held.person.surname, held.person.first_name, held.person.patronymic, case)

    return value


def post(whose: Whose, case: Case) -> Callable[[Scene], Value]:
    """The post in a case, as it stands inside a sentence."""

    def value(scene: Scene) -> Value:
        held = whose(scene)
        if held is None:
            return ""
        return Phrase(inside_sentence(held.post.title), case, PhraseKind.POST)

    return value


def _unit(scene: Scene) -> Value:
    held = coordinator_on(scene.agency, scene.on)
    return held.post.unit.name if held and held.post.unit else ""


def _responsible(scene: Scene) -> Appointment | None:
    return responsible_on(scene.agency, scene.on)


def _coordinator(scene: Scene) -> Appointment | None:
    return coordinator_on(scene.agency, scene.on)


PLAN = (
    Place("пункты дорожной карты", _("какие мероприятия исполняет документ"), _measures),
    Place("план органа", _("план органа: чего?"), _plan),
    Place("чем утвержден план", _("чем утверждён план органа (протоколом, распоряжением)"), _approval),
    Place("группа процессов", _("группы процессов, о которых мероприятия"), _groups),
    Place("срок", _("срок мероприятия по плану с учётом переносов"), _term),
)


def _named(words: tuple[str, str, object], whose: Whose, case: Case, question: object) -> tuple[Place, Place]:
    """The name of somebody and the post, each a place of its own."""
    name, title, explains = words
    told = format_lazy("{explains}: {question}", explains=explains, question=question)
    about_post = format_lazy("{explains}, {post}", explains=explains, post=_("должность"))
    return Place(name, told, person(whose, case)), Place(title, about_post, post(whose, case))


PEOPLE = (
    *_named(
        ("ответственного", "должность ответственного", _("ответственный за внедрение")),
        _responsible, Case.ACCUSATIVE, _("кого?"),
    ),
    *_named(
        ("ответственному", "должности ответственного", _("ответственный за внедрение")),
        _responsible, Case.DATIVE, _("кому?"),
    ),
    *_named(
        ("координатора", "должность координатора", _("координатор")),
        _coordinator, Case.ACCUSATIVE, _("кого?"),
    ),
    *_named(
        ("координатору", "должности координатора", _("координатор")),
        _coordinator, Case.DATIVE, _("кому?"),
    ),
    Place("координирующее подразделение", _("подразделение координатора"), _unit),
)  # fmt: skip
