from django.apps import AppConfig


class TouchpointsConfig(AppConfig):
    name = "navstrechu.touchpoints"
    label = "touchpoints"

    def ready(self) -> None:
        from navstrechu.history import wording  # noqa: PLC0415 – gettext and models need loaded apps
        from navstrechu.processes import hooks  # noqa: PLC0415
        from navstrechu.registers.kinds import register_kind  # noqa: PLC0415
        from navstrechu.touchpoints import events, notice_kinds, notices, tasks  # noqa: PLC0415
        from navstrechu.touchpoints.editions import TOUCHPOINTS  # noqa: PLC0415
        from navstrechu.touchpoints.services import processes  # noqa: PLC0415

        wording.register(events.VERBS, events.FIELDS)
        register_kind(TOUCHPOINTS)
        notice_kinds.register()
        notices.listen()
        tasks.register_tasks()
        hooks.on_process_included(processes.ask_for_rows)
        hooks.on_process_excluded(processes.ask_about_rows)
        hooks.on_process_changed(processes.pass_tasks_on)
