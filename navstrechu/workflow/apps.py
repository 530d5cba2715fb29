from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "navstrechu.workflow"
    label = "workflow"
