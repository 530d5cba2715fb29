"""What services of drafting are given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from navstrechu.documents.official.values import OfficialText
from navstrechu.organisation.models import Post


@dataclass(frozen=True, slots=True)
class DraftContent:
    """What an author edits: the text with its places, corrected forms {place: form}, who signs.

    ``becomes`` is what an amended document will read; None keeps it as it is.
    """

    text: OfficialText
    becomes: OfficialText | None = None
    forms: Mapping[str, str] = field(default_factory=dict)
    signatory: Post | None = None


@dataclass(frozen=True, slots=True)
class VisaWanted:
    """A line of the approval sheet to be: whose visa, and within how many working days."""

    post: Post
    term_days: int = 3


@dataclass(frozen=True, slots=True)
class SignedFile:
    """The scan of the signed sheet, or a picture: its name and its bytes."""

    name: str
    data: bytes
