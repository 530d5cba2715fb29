from django.urls import path

from navstrechu.web.documents.views import act, archive, calendar, files, register, texts

app_name = "documents"
urlpatterns = [
    path("", register.register, name="register"),
    path("new/", act.create, name="create"),
    path("export/<str:fmt>/", register.export, name="export"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("archive/", archive.archives, name="archive"),
    path("archive/<int:pk>/", archive.archive_file, name="archive-file"),
    path("archive/<int:pk>/cancel/", archive.cancel, name="archive-cancel"),
    path("<int:pk>/", act.document, name="document"),
    path("<int:pk>/annul/", act.annul, name="annul"),
    path("<int:pk>/text/", texts.text, name="text"),
    path("<int:pk>/text/compare/", texts.comparison, name="text-compare"),
    path("<int:pk>/text.<str:fmt>", texts.text_file, name="text-file"),
    path("<int:pk>/files/add/", files.add, name="add-file"),
    path("<int:pk>/files/<int:extra>/", files.extra_file, name="extra-file"),
    path("files/<int:pk>/", files.file, name="file"),
]
