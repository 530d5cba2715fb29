"""The register of processes, its groups and channels of one agency."""

from django.urls import path

from navstrechu.web.processes.views import card, channels, checks, editing, groups, register

app_name = "processes"
urlpatterns = [
    path("", register.register, name="register"),
    path("export/<str:fmt>", register.export, name="export"),
    path("new/", editing.include, name="include"),
    path("<int:pk>/", card.card, name="process"),
    path("<int:pk>/change/", editing.change, name="change"),
    path("<int:pk>/exclude/", editing.exclude, name="exclude"),
    path("<int:pk>/restore/", editing.restore, name="restore"),
    path("<int:pk>/volumes/", editing.volumes, name="volumes"),
    path("<int:pk>/comment/", card.comment, name="comment"),
    path("<int:pk>/comment/<int:comment>/withdraw/", card.withdraw, name="withdraw-comment"),
    path("groups/", groups.groups, name="groups"),
    path("groups/seed/", groups.seed, name="groups-seed"),
    path("groups/new/", groups.create, name="group-create"),
    path("groups/<int:pk>/", groups.change, name="group-change"),
    path("groups/<int:pk>/remove/", groups.remove, name="group-remove"),
    path("channels/", channels.channels, name="channels"),
    path("channels/new/", channels.create, name="channel-create"),
    path("channels/<int:pk>/", channels.change, name="channel-change"),
    path("channels/<int:pk>/close/", channels.close, name="channel-close"),
    path("checks/", checks.checks, name="checks"),
]
