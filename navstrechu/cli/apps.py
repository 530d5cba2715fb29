from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "navstrechu.cli"
    label = "cli"
