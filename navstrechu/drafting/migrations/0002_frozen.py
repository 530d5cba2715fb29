"""What was sent to agreement, signed or registered stands; versions, templates and texts never change."""

from django.db import migrations

from navstrechu.core.frozen import FreezeTable


class Migration(migrations.Migration):
    dependencies = [("drafting", "0001_initial")]

    operations = [
        FreezeTable(
            "drafting_draft",
            columns=(
                "agency_id", "kind", "act_kind", "subject_type", "subject_key", "title", "text", "becomes",
                "forms", "signatory_id", "author_id", "author_name", "started_at",
            ),
            once=("act_id", "signed_at", "signed_by_name"),
            when="OLD.status NOT IN ('draft', 'returned')",
        ),
        FreezeTable("drafting_draftversion"),
        FreezeTable(
            "drafting_agreementround",
            columns=(
                "draft_id", "number", "order", "paper", "form", "checksum", "started_at", "started_by_name",
            ),
            once=("outcome", "closed_at"),
        ),
        FreezeTable("drafting_visa", when="OLD.decision IS NOT NULL"),
        FreezeTable("drafting_texttemplate"),
        FreezeTable("drafting_acttext"),
    ]  # fmt: skip
