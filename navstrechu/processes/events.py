"""Verbs of the register of processes and how they read."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "process_groups_seeded": _("заведены группы процессов и виды каналов"),
    "process_group_created": _("добавлена группа процессов"),
    "process_group_changed": _("изменена группа процессов"),
    "process_group_removed": _("удалена пустая группа процессов"),
    "channel_kind_created": _("добавлен вид канала"),
    "channel_kind_changed": _("изменён вид канала"),
    "channel_kind_closed": _("вид канала больше не используется"),
    "process_included": _("процесс включён в реестр"),
    "process_changed": _("изменён процесс"),
    "process_volumes_set": _("внесены объёмы процесса"),
    "process_excluded": _("процесс исключён из реестра"),
    "process_restored": _("процесс возвращён в реестр"),
}
FIELDS = {
    "code": _("код"),
    "group": _("группа процессов"),
    "object_kind": _("вид объекта"),
    "scope": _("основной или отраслевой"),
    "reach": _("межведомственный или внутриведомственный"),
    "curator": _("куратор"),
    "clients": _("категории клиентов"),
    "life_situation": _("жизненная ситуация"),
    "portal_url": _("страница на портале"),
    "client_result": _("результат для клиента"),
    "input_text": _("что нужно на входе"),
    "output_text": _("что получается на выходе"),
    "process_term": _("срок исполнения"),
    "participants": _("участники"),
    "legal_bases": _("правовые основания"),
    "included_on": _("включён с"),
    "inclusion_basis": _("основание включения"),
    "excluded_on": _("исключён с"),
    "exclusion_basis": _("основание исключения"),
    "volumes": _("объёмы"),
    "client_side": _("клиент"),
    "roadmap_section": _("раздел дорожной карты"),
    "direction": _("направление приказа"),
    "category": _("категория по приказу"),
}
