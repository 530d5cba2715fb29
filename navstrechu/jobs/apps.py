from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "navstrechu.jobs"
    label = "jobs"
