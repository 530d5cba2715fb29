from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "navstrechu.processes"
    label = "processes"

    def ready(self) -> None:
        from navstrechu.history import wording  # noqa: PLC0415 – gettext needs loaded apps
        from navstrechu.organisation.hooks import register_post_veto  # noqa: PLC0415
        from navstrechu.processes import (  # noqa: PLC0415
            document_kinds,
            events,
            notice_kinds,
            notices,
            register_form,
            seeding,
        )
        from navstrechu.processes.queries.register import processes_need_post  # noqa: PLC0415
        from navstrechu.registers.kinds import register_kind  # noqa: PLC0415

        wording.register(events.VERBS, events.FIELDS)
        document_kinds.register()
        notice_kinds.register()
        notices.listen()
        seeding.listen()
        register_kind(register_form.PROCESSES)
        register_post_veto(processes_need_post)
