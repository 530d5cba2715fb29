"""Making a plan of another agency's: offered to a region, adapted, kept for the coordinator to confirm."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.documents.rendering import Format, render
from navstrechu.files.services import store_file
from navstrechu.history.services import Subject, record
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import calendar_of
from navstrechu.roadmap import permissions
from navstrechu.roadmap.document_kinds import roadmap_document
from navstrechu.roadmap.models import ImportDraft, Roadmap, RoadmapEdition
from navstrechu.roadmap.queries.editions import content_of
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.templates import template_for
from navstrechu.roadmap.services.imports import title_of
from navstrechu.roadmap.services.subjects import roadmap_subject
from navstrechu.roadmap.templating import Adaptation, Calendars, adapted, posts_in


@transaction.atomic
def offer_template(*, roadmap: Roadmap, offered: bool, by: User, at: datetime) -> None:
    """Let the agencies of the region make their plans of this one, or no longer. Raises NotAllowed."""
    permissions.can_offer_template(by, roadmap.agency).require()
    changed = Roadmap.objects.filter(pk=roadmap.pk, is_offered=not offered).update(is_offered=offered)
    if changed:
        verb = "template_offered" if offered else "template_withdrawn"
        record(verb, agency_id=roadmap.agency_id, subject=roadmap_subject(roadmap), by=by, at=at)


@transaction.atomic
def prepare_from_template(
    *, agency: Agency, edition: RoadmapEdition, adaptation: Adaptation, by: User, at: datetime
) -> ImportDraft:
    """Keep the adapted plan as a file that waits for the coordinator's confirmation.

    Raises NotAllowed (neither coordinator nor working group), Conflict where the template is not open to the
    person or the agency has a plan already, InputRefused for a post without a name.
    """
    permissions.can_use_template(by, agency).require()
    if template_for(by, agency, edition.pk) is None:
        raise Conflict(_("Этот образец больше не предлагается. Выберите другой."))
    if current_roadmap(agency) is not None:
        raise Conflict(
            _(
                "У органа уже есть дорожная карта. "
                "По образцу составляют только первую; новую редакцию загружают."
            )
        )
    plan = content_of(edition)
    nameless = [post for post in posts_in(plan) if not adaptation.posts.get(post, "").strip()]
    if nameless:
        raise InputRefused(_("Укажите, какой должности соответствует «{post}».").format(post=nameless[0]))
    source = edition.roadmap.agency
    made = adapted(plan, adaptation, Calendars(calendar_of(source), calendar_of(agency)))
    name = f"Дорожная карта по образцу {source.short_name}"
    data = render(roadmap_document(made, title_of(made)), Format.DOCX).content
    draft = ImportDraft.objects.create(
        agency=agency,
        file=store_file(agency_id=agency.pk, name=f"{name}.docx", data=data, by=by, at=at),
        content=made.to_preview_json(),
        template=edition,
        created_at=at,
        created_by_name=by.display_name,
    )
    record(
        "template_used",
        agency_id=agency.pk,
        subject=Subject("roadmap.importdraft", str(draft.pk), draft.file.name),
        by=by,
        at=at,
        comment=f"Образец: {source.short_name}, редакция № {edition.number}.",
    )
    return draft
