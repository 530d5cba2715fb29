from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "navstrechu.registers"
    label = "registers"

    def ready(self) -> None:
        from navstrechu.acts import hooks  # noqa: PLC0415 – models need loaded apps
        from navstrechu.drafting.kinds import register_kind  # noqa: PLC0415
        from navstrechu.history import wording  # noqa: PLC0415
        from navstrechu.registers import events, notice_kinds, notices, tasks  # noqa: PLC0415
        from navstrechu.registers.order_kinds import AMENDING_ORDER, APPROVING_ORDER  # noqa: PLC0415
        from navstrechu.registers.vetoes import edition_needs_order, edition_rests_on_order  # noqa: PLC0415

        wording.register(events.VERBS, events.FIELDS)
        tasks.register_tasks()
        notice_kinds.register()
        notices.listen()
        hooks.register_annulment_veto(edition_needs_order)
        hooks.register_repeal_doubt(edition_rests_on_order)
        register_kind(APPROVING_ORDER)
        register_kind(AMENDING_ORDER)
