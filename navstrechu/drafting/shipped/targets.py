"""What stands against changing a document: it must be in force, its amendments must not be forgotten."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from navstrechu.acts.models import Relation
from navstrechu.acts.standing import standings_of
from navstrechu.core.findings import Finding, Level
from navstrechu.drafting.kinds import Scene


def targets_in_force(scene: Scene) -> Iterator[Finding]:
    """A blocker for each document that meanwhile is annulled or repealed."""
    standings = standings_of(scene.targets, scene.on)
    for act in scene.targets:
        if not standings[act.pk].is_in_force:
            yield Finding(
                code="target_not_in_force",
                message=_("{act} уже не действует: изменить или отменить его нельзя.").format(act=act),
                subject=str(act.pk),
                level=Level.BLOCKER,
            )


def forgotten_amendments(scene: Scene) -> Iterator[Finding]:
    """A repealed document takes its amendments along: those that are not among the targets are named."""
    chosen = {act.pk for act in scene.targets}
    standings = standings_of(scene.targets, scene.on)
    for act in scene.targets:
        amending = [relation.source for relation in standings[act.pk].amended]
        for source in amending:
            is_repealed = source.relations_in.filter(relation=Relation.REPEALS).exists()
            if source.pk not in chosen and not is_repealed:
                yield Finding(
                    code="amendment_stays",
                    message=_(
                        "В {act} вносил изменения {source}: обычно утратившими силу признают оба документа."
                    ).format(act=act, source=source),
                    subject=str(source.pk),
                )
