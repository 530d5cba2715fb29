"""Order that appoints the responsible.

Source: measure 1.1 of the reference roadmap; sentences are our own.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts.roles import Role
from navstrechu.core.findings import Finding, Level
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.values import OfficialText
from navstrechu.drafting.kinds import Scene
from navstrechu.organisation.models import Membership
from navstrechu.organisation.models.structure import Rank
from navstrechu.roadmap.drafting.people import responsible_on
from navstrechu.roadmap.drafting.places import title_place

TITLE = title_place(
    "О назначении ответственного за внедрение клиентоцентричности",
    "О назначении ответственного за внедрение клиентоцентричности",
)
_CLAUSES = """
1. Назначить ответственным за внедрение клиентоцентричности в {органе} {ответственного}, {должность ответственного}.
2. Ответственному за внедрение клиентоцентричности:
1) организовать исполнение плана мероприятий («дорожной карты») в установленные сроки;
2) утверждать документы, которыми завершаются мероприятия, и редакции реестров;
3) принимать от руководителей структурных подразделений сведения об изменениях в реестрах и перечнях;
4) докладывать о ходе исполнения плана не реже одного раза в квартал.
3. Руководителям структурных подразделений {органа} обеспечить исполнение мероприятий плана, за которые они отвечают, и своевременно представлять ответственному сведения о результатах.
4. Контроль за исполнением настоящего приказа оставляю за собой.
"""  # noqa: E501 – a clause is a line
_SOURCE = gettext_lazy("дорожная карта, 1.1")


def template() -> OfficialText:
    """The shipped text."""
    return OfficialText(
        "{заголовок}",
        "Во исполнение {пункты дорожной карты} {план органа}, утвержденного {чем утвержден план}, "
        "п р и к а з ы в а ю:",
        read_outline(_CLAUSES),
    )


def findings(scene: Scene) -> Iterator[Finding]:
    """Nobody to appoint, a post too low, another one with the role: nothing changes silently."""
    held = responsible_on(scene.agency, scene.on)
    if held is None:
        message = _("Назначать некого: должность заместителя руководителя никто не занимает.")
        yield Finding("nobody_responsible", message, "ответственного", Level.BLOCKER, _SOURCE)
        return
    if held.post.rank not in (Rank.HEAD, Rank.DEPUTY_HEAD):
        message = _("Должность «{post}» ниже заместителя руководителя органа.").format(post=held.post.title)
        yield Finding("responsible_too_low", message, "ответственного", source=_SOURCE)
    roles = Membership.objects.filter(agency=scene.agency, role=Role.RESPONSIBLE, ended_at=None)
    if not roles.filter(user=held.person.user_id).exists():
        message = _("{person}: роли «Ответственный за внедрение» в системе нет. После регистрации приказа "
                    "дайте её в составе органа.").format(person=held.person.short_name)  # fmt: skip
        yield Finding("responsible_without_role", message, "ответственного", source=_SOURCE)
