"""What the database itself refuses of documents and drafts, by raw SQL, whoever writes."""

import pytest
from django.db import DatabaseError, connection, transaction

from navstrechu.acts.models import FileRole, Relation
from navstrechu.drafting.models import DraftTarget, DraftVersion, PhraseForms, Visa
from tests.factories import NOON
from tests.factories.drafting import (
    act_file,
    act_relation,
    act_text,
    act_words,
    agreed_draft,
    agreement_round,
    decided,
    draft,
    draft_target,
    draft_version,
    held_post,
    number_counter,
    number_mask,
    phrase_forms,
    printed_layout,
    signed_draft,
    text_template,
    visa,
)
from tests.factories.evidence import act
from tests.factories.organisation import agency

pytestmark = pytest.mark.django_db


def refused(table: str, columns: str, pk: int, *values: object) -> bool:
    """Whether an UPDATE of a row by hand is refused."""
    return not _runs(f"UPDATE {table} SET {columns} WHERE id = %s", [*values, pk])


def deletion_refused(table: str, pk: int) -> bool:
    return not _runs(f"DELETE FROM {table} WHERE id = %s", [pk])


def copy_refused(made, **changed: object) -> bool:
    """Whether the same row once more, with other values, is refused."""
    columns = [field.column for field in made._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{name}"' for name in columns)
    chosen = ", ".join("%s" if name in changed else f'"{name}"' for name in columns)
    table = made._meta.db_table
    values = [changed[name] for name in columns if name in changed]
    return not _runs(
        f"INSERT INTO {table} ({names}) SELECT {chosen} FROM {table} WHERE id = %s", [*values, made.pk]
    )


def _runs(sql: str, values: list[object]) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE" if connection.vendor == "postgresql" else "SELECT 1"
            )
    except DatabaseError:
        return False
    return True


@pytest.mark.parametrize(
    "columns",
    [
        "status = 'registered'",
        "status = 'signed'",
        f"signed_at = '{NOON.isoformat()}'",
        "signed_by_name = 'Кто-то'",
    ],
)
def test_draft_has_what_its_state_says(columns):
    assert refused("drafting_draft", columns, agreed_draft(agency()).pk)


def test_act_belongs_to_a_registered_draft_only():
    of = agency()

    assert refused("drafting_draft", "act_id = %s", signed_draft(of).pk, act(of).pk)


@pytest.mark.parametrize("columns", ["text = '{}'", "title = 'Иной'", "author_name = 'Иной'", "kind = 'x'"])
def test_draft_stands_once_it_was_sent(columns):
    of = agency()

    assert refused("drafting_draft", columns, agreement_round(of).draft_id)
    assert not refused("drafting_draft", columns, draft(of).pk)


def test_version_never_changes_and_has_its_own_number():
    made = draft_version(agency())

    assert refused("drafting_draftversion", "text = '{}'", made.pk)
    assert deletion_refused("drafting_draftversion", made.pk)
    assert copy_refused(made)
    assert DraftVersion.objects.get(pk=made.pk).text == made.text


def test_target_stands_once_with_a_known_relation():
    made = draft_target(agency())

    assert refused("drafting_drafttarget", "relation = 'praises'", made.pk)
    assert copy_refused(made)
    assert DraftTarget.objects.get().relation == "amends"


@pytest.mark.parametrize(
    "columns",
    ["paper = '{}'", "form = '{}'", "checksum = 'x'", "number = 7", '"order" = \'parallel\'',
     "outcome = 'agreed'", f"closed_at = '{NOON.isoformat()}'"],
)  # fmt: skip
def test_round_stands_and_ends_whole(columns):
    made = agreement_round(agency())

    assert refused("drafting_agreementround", columns, made.pk)


def test_draft_has_one_open_round_and_each_number_once():
    made = agreement_round(agency())

    assert copy_refused(made, number=2)
    assert copy_refused(made, outcome="returned", closed_at=NOON)
    assert not copy_refused(made, number=2, outcome="returned", closed_at=NOON)


def test_outcome_of_a_round_is_final():
    made = agreed_draft(agency()).rounds.get()

    assert refused("drafting_agreementround", "outcome = 'returned'", made.pk)
    assert deletion_refused("drafting_agreementround", made.pk)


@pytest.mark.parametrize(
    "columns",
    [
        "decision = 'agreed'",
        "remarks = 'Без решения'",
        f"decision = 'agreed', decided_at = '{NOON.isoformat()}', decided_by_name = ''",
        "decided_by_id = (SELECT MIN(id) FROM accounts_user)",
        "received_at = NULL",
        "due_on = NULL",
    ],
)
def test_visa_is_decided_and_received_whole(columns):
    made = visa(agency())

    assert refused("drafting_visa", columns, made.pk)
    assert Visa.objects.get().decision is None


def test_visa_that_was_not_received_is_not_decided():
    of = agency()
    second = agreement_round(of, [held_post(of), held_post(of)]).visas.get(position=2)
    whole = f"decision = 'agreed', decided_at = '{NOON.isoformat()}', decided_by_name = 'Кто-то'"

    assert refused("drafting_visa", whole, second.pk)


def test_decided_visa_never_changes():
    made = decided(visa(agency()))

    for columns in ("decision = 'refused'", "remarks = 'Иначе'", "decided_by_name = 'Другой'"):
        assert refused("drafting_visa", columns, made.pk)
    assert deletion_refused("drafting_visa", made.pk)


def test_post_and_place_stand_once_in_a_round():
    made = visa(agency())

    assert copy_refused(made, position=2)
    assert copy_refused(made, post_id=held_post(made.post.agency).pk)


def test_template_stands_and_mask_counter_layout_and_phrase_are_one():
    template, mask = text_template(agency()), number_mask(agency())
    counter, layout, phrase = number_counter(agency()), printed_layout(agency()), phrase_forms(agency())

    assert refused("drafting_texttemplate", "text = '{}'", template.pk)
    assert [copy_refused(one) for one in (template, mask, counter, layout, phrase)] == [True] * 5
    assert refused("drafting_printedlayout", "standard = 'gost_1990'", layout.pk)
    assert PhraseForms.objects.count() == 1


def test_wording_never_changes_and_comes_once_from_a_document():
    made = act_text(agency())

    assert refused("drafting_acttext", "paper = '{}'", made.pk)
    assert deletion_refused("drafting_acttext", made.pk)
    assert copy_refused(made, made_by_id=act(made.act.agency, number="77").pk)
    assert copy_refused(made, number=1)


def test_relation_never_changes_and_leads_to_another_document():
    made = act_relation(agency(), Relation.REPEALS)
    third = act(made.source.agency)

    assert refused("acts_actrelation", "since = '2020-01-01'", made.pk)
    assert deletion_refused("acts_actrelation", made.pk)
    assert copy_refused(made, relation="amends")
    assert copy_refused(made, source_id=third.pk)
    assert copy_refused(made, source_id=third.pk, target_id=third.pk)
    assert copy_refused(made, source_id=third.pk, relation="praises")
    assert not copy_refused(made, source_id=third.pk, relation="amends")


def test_file_of_a_document_never_changes_and_one_is_the_printed_form():
    made = act_file(agency(), FileRole.PRINTED)

    assert refused("acts_actfile", "role = 'scan'", made.pk)
    assert deletion_refused("acts_actfile", made.pk)
    assert copy_refused(made)
    assert copy_refused(made, role="selfie")
    assert not copy_refused(made, role="scan")


def test_words_of_a_document_are_one():
    assert copy_refused(act_words(agency()))
