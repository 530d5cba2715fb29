"""What an agency of tests/web/two_agencies.py has for the editor and the settings of documents."""

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Agency
from tests.factories.drafting import PLAIN, draft, phrase_forms

Values = dict[str, object]
OF_A_DRAFT = [
    "drafting:draft", "drafting:edit", "drafting:preview", "drafting:versions", "drafting:compare",
    "drafting:withdraw",
]  # fmt: skip
# Kinds of documents are the same in every agency.
OF_A_KIND: dict[str, Values] = {
    "drafting:template": {"kind": PLAIN.code},
    "drafting:template-preview": {"kind": PLAIN.code},
    "drafting:template-version": {"kind": PLAIN.code, "number": 0},
    "drafting:template-restore": {"kind": PLAIN.code, "number": 0},
    "drafting:number-mask": {"act_kind": "order"},
    "drafting:number-next": {"act_kind": "order"},
    "drafting:export": {"fmt": "csv"},
    "drafting:layout-sample": {"fmt": "docx"},
}


def editor_things(own: Agency, people: dict[Role, User]) -> list[tuple[list[str], Values]]:
    """A draft of the coordinator that is still edited, words of the dictionary."""
    made = draft(own, people[Role.COORDINATOR])
    return [
        (OF_A_DRAFT, {"pk": made.pk}),
        (["drafting:version", "drafting:restore"], {"pk": made.pk, "number": 1}),
        (["drafting:file"], {"pk": made.pk, "fmt": "docx"}),
        (["drafting:dictionary-remove"], {"pk": phrase_forms(own).pk}),
    ]


def editor_bodies() -> dict[str, Values]:
    """Forms that would be accepted."""
    text = {"title": "Об ином", "clauses": "1. Иное."}
    return {
        "drafting:edit": {"version": 1, **text},
        "drafting:preview": {"version": 1, **text},
        "drafting:restore": {"version": 1},
        "drafting:withdraw": {"reason": "Не нужен"},
        "drafting:template": {"seen": 0, **text},
        "drafting:template-preview": {"seen": 0, **text},
        "drafting:template-restore": {"seen": 0},
        "drafting:number-mask": {"version": 0, "mask": "{номер}-од"},
        "drafting:number-next": {"seen": 0, "number": 57},
        "drafting:layout": {
            "version": 0, "standard": "gost_2016", "margin_left": 30, "margin_right": 10, "margin_top": 20,
            "margin_bottom": 20, "body_size": 14, "table_size": 12,
        },
        "drafting:dictionary-add": {"kind": "post", "phrase": "советник", "genitive": "советника"},
    }  # fmt: skip
