"""What differs between two rounds of agreement, word by word, with only so much around as is needed to see
where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from navstrechu.core.text.word_diff import Change, Segment, is_changed, word_segments
from navstrechu.documents.official.stored import paper_of_json
from navstrechu.documents.official.values import Paper
from navstrechu.drafting.models import AgreementRound
from navstrechu.drafting.queries.texts import words_of

_AROUND = 160  # letters of the unchanged text that stay on each side of a change


@dataclass(frozen=True, slots=True)
class RoundChanges:
    """The words that changed, and sentences about what is not words: tables, the signatory."""

    segments: tuple[Segment, ...]
    others: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.segments or self.others)


def changes_since(old: AgreementRound | None, new: AgreementRound) -> RoundChanges | None:
    """None for the first round; falsy where the same was sent again."""
    if old is None:
        return None
    was, becomes = paper_of_json(old.paper), paper_of_json(new.paper)
    segments = word_segments(words_of(was.text), words_of(becomes.text))
    shown = tuple(_shortened(segments)) if is_changed(segments) else ()
    return RoundChanges(shown, tuple(_others(was, becomes)))


def _others(was: Paper, becomes: Paper) -> Iterator[str]:
    for name in sorted({*was.data, *becomes.data}):
        if was.data.get(name) != becomes.data.get(name):
            yield _("Изменились данные вставки «{name}».").format(name=name)
    if was.signatory != becomes.signatory:
        yield _("Изменилась подпись: {name}.").format(
            name=" ".join((*becomes.signatory.post_lines, becomes.signatory.name)).strip()
        )


def _shortened(segments: Sequence[Segment]) -> Iterator[Segment]:
    last = len(segments) - 1
    for place, segment in enumerate(segments):
        text = segment.text
        if segment.change is Change.EQUAL and len(text) > 2 * _AROUND:
            before = "" if place == 0 else f"{text[:_AROUND].rsplit(maxsplit=1)[0]} …"
            after = "" if place == last else f"… {text[-_AROUND:].split(maxsplit=1)[-1]}"
            text = f"{before}\n{after}" if before and after else before or after
        yield Segment(segment.change, text)
