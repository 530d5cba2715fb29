"""From a draft to the paper: the text filled from live data, with head and signatory."""

import hashlib
import json
from datetime import date
from typing import Any

from navstrechu.acts.models import Act, ActKind
from navstrechu.core.text.dates import date_in_figures, date_in_words
from navstrechu.core.text.grammar import Case, PhraseKind, inflect
from navstrechu.core.text.language import in_official_language
from navstrechu.core.text.plain import inside_sentence
from navstrechu.documents.engine.tree import Document
from navstrechu.documents.official.form import lay_out
from navstrechu.documents.official.stored import paper_of_json, text_of_json
from navstrechu.documents.official.values import OfficialText, Paper, Requisites, Signatory
from navstrechu.drafting.filling import Filled, fill
from navstrechu.drafting.forms import exceptions_of, form_json, form_of_json, layout_of
from navstrechu.drafting.kinds import About, DraftKind, Scene, kind_of
from navstrechu.drafting.models import AgreementRound, Draft
from navstrechu.organisation.models import Agency, Post
from navstrechu.organisation.queries import holders_on

# The word of the form in the three cases that the sheet needs.
FORM_WORDS = {
    ActKind.ORDER: ("ПРИКАЗ", "приказу", "приказом"),
    ActKind.REPORT: ("ОТЧЁТ", "отчёту", "отчётом"),
    ActKind.MINUTES: ("ПРОТОКОЛ", "протоколу", "протоколом"),
    ActKind.OTHER: ("ДОКУМЕНТ", "документу", "документом"),
}


def scene_of(draft: Draft, on: date) -> Scene:
    """From where the places of a draft take their values on a day."""
    kind = kind_of(draft.kind)
    about = About(draft.subject_type, draft.subject_key)
    if kind.about_title is not None and about.type:
        about = About(about.type, about.key, kind.about_title(draft.agency, about))
    targets = tuple(target.act for target in draft.targets.select_related("act").order_by("pk"))
    becomes = text_of_json(draft.becomes) if draft.becomes else None
    return Scene(draft.agency, on, about, targets, becomes, draft.started_at)


def filled_draft(draft: Draft, on: date) -> Filled:
    """The draft's text with every place filled from the data of the day. Raises InputRefused for an unknown
    place."""
    return filled_text(text_of_json(draft.text), kind_of(draft.kind), scene_of(draft, on), draft.forms)


def filled_text(text: OfficialText, kind: DraftKind, scene: Scene, forms: dict[str, str]) -> Filled:
    """A text of a kind filled in a scene: what the live preview shows before anything is saved."""
    return fill(text, kind, scene, forms=forms, exceptions=exceptions_of(scene.agency))


def paper_of(filled: Filled, act_kind: ActKind, scene: Scene, signatory: Post | None) -> Paper:
    """The filled text on the agency's sheet; the holder of the post on the day of the scene signs."""
    word, dative, instrumental = FORM_WORDS[act_kind]
    return Paper(
        agency_lines=(scene.agency.full_name.upper(),),
        agency_genitive=body_in(scene.agency, Case.GENITIVE),
        form_word=word,
        form_dative=dative,
        form_instrumental=instrumental,
        place=scene.agency.place,
        text=filled.text,
        signatory=signatory_of(scene.agency, signatory, scene.on),
        data=filled.data,
    )


def draft_paper(draft: Draft, on: date) -> tuple[Paper, Filled]:
    """The paper of a draft as its data stand on the day, and how its places were filled."""
    scene = scene_of(draft, on)
    filled = filled_text(text_of_json(draft.text), kind_of(draft.kind), scene, draft.forms)
    return paper_of(filled, ActKind(draft.act_kind), scene, draft.signatory), filled


def body_in(agency: Agency, case: Case) -> str:
    """The agency's full name in a case, by its dictionary."""
    return inflect(PhraseKind.BODY, agency.full_name, case, exceptions=exceptions_of(agency)).text


def signatory_of(agency: Agency, post: Post | None, on: date) -> Signatory:
    """Post and name as they are printed; an acting holder signs as such."""
    if post is None:
        return Signatory((), "")
    holder = holders_on(agency, on).get(post.pk)
    if holder is None:
        return Signatory((post.title,), "")
    title = f"Исполняющий обязанности {_post_genitive(agency, post)}" if holder.is_acting else post.title
    return Signatory((title,), holder.person.signature_name)


def _post_genitive(agency: Agency, post: Post) -> str:
    found = inflect(PhraseKind.POST, post.title, Case.GENITIVE, exceptions=exceptions_of(agency)).text
    return inside_sentence(found)


@in_official_language
def draft_document(draft: Draft, on: date) -> Document:
    """The printed page of a draft: while it is edited from live data, afterwards what was sent to
    agreement."""
    last = last_round(draft)
    if last is not None and not draft.is_editable:
        return round_document(last)
    paper, _filled = draft_paper(draft, on)
    return lay_out(paper, None, form_of_json(form_json(layout_of(draft.agency))))


@in_official_language
def round_document(round: AgreementRound, requisites: Requisites | None = None) -> Document:
    """The page that visas agreed upon; with number and date when they are known."""
    form = form_of_json(round.form)
    if requisites is not None and round.form["has_qr"]:
        form = form.with_qr(_qr_text(round, requisites))
    return lay_out(paper_of_json(round.paper), requisites, form)


def last_round(draft: Draft) -> AgreementRound | None:
    """The latest round of agreement; None before the first."""
    return draft.rounds.order_by("-number").first()


def checksum_of(paper: dict[str, Any], form: dict[str, Any]) -> str:
    """SHA-256 of what visas agree upon, shown to them and printed in the approval sheet."""
    data = json.dumps([paper, form], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode()).hexdigest()


def _qr_text(round: AgreementRound, requisites: Requisites) -> str:
    """Requisites for whoever holds the paper: which document it is, and of which text."""
    word = FORM_WORDS[ActKind(round.draft.act_kind)][0].capitalize()
    dated = date_in_figures(requisites.dated)
    return f"{round.form['issuer']}. {word} от {dated} № {requisites.number}. SHA-256 {round.checksum}"


def reference_to(act: Act) -> str:
    """«от 29 февраля 2024 г. № 201»: how another document cites it."""
    return f"от {date_in_words(act.dated)} №\u00a0{act.number}"
