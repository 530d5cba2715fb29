from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "navstrechu.processes"
    label = "processes"
