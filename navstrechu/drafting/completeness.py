"""What is missing in a draft before it may be sent, and what the author should look at."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from navstrechu.acts.rules import is_registrable_title
from navstrechu.core.findings import Finding, Findings, Level
from navstrechu.drafting.filling import Filled
from navstrechu.drafting.kinds import kind_of
from navstrechu.drafting.models import Draft
from navstrechu.drafting.papers import filled_draft, scene_of, signatory_of


def draft_findings(draft: Draft, on: date) -> Findings:
    """Blockers forbid to send the draft, warnings are shown beside it."""
    return filled_findings(draft, filled_draft(draft, on), on)


def filled_findings(draft: Draft, filled: Filled, on: date) -> Findings:
    """The same for a text that is filled already."""
    kind = kind_of(draft.kind)
    return Findings.of(
        [*_text(filled), *_signatory(draft, on), *kind.findings(scene_of(draft, on)), *_forms(filled)]
    )


def _text(filled: Filled) -> Iterator[Finding]:
    text = filled.text
    if not text.title.strip():
        yield _blocker("no_title", _("У документа нет заголовка."), "title")
    elif not is_registrable_title(text.title):
        yield _blocker("long_title", _("Заголовок длиннее 4000 знаков. Сократите его."), "title")
    if not text.clauses and not text.annexes:
        yield _blocker("no_text", _("В документе нет ни одного пункта."), "clauses")
    for name, blocks in filled.data.items():
        if not blocks:
            yield _blocker("no_data", _("Для вставки «{name}» пока нет данных.").format(name=name), name)


def _signatory(draft: Draft, on: date) -> Iterator[Finding]:
    if draft.signatory is None:
        yield _blocker("no_signatory", _("Не указано, кто подписывает документ."), "signatory")
    elif not signatory_of(draft.agency, draft.signatory, on).name:
        yield Finding(
            code="nobody_signs",
            message=_("Должность подписанта сейчас никто не занимает: имя в подписи останется пустым."),
            subject="signatory",
        )


def _forms(filled: Filled) -> Iterator[Finding]:
    for place in filled.doubtful:
        yield Finding(
            code="doubtful_form",
            message=_("Проверьте падеж: «{form}» – форма от «{base}».").format(
                form=place.form, base=place.base
            ),
            subject=place.name,
        )


def _blocker(code: str, message: str, subject: str) -> Finding:
    return Finding(code=code, message=message, subject=subject, level=Level.BLOCKER)
