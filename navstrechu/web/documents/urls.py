from django.urls import path

from navstrechu.web.documents.views import act, register

app_name = "documents"
urlpatterns = [
    path("", register.register, name="register"),
    path("new/", act.create, name="create"),
    path("export/<str:fmt>/", register.export, name="export"),
    path("<int:pk>/", act.document, name="document"),
    path("<int:pk>/annul/", act.annul, name="annul"),
    path("files/<int:pk>/", act.file, name="file"),
]
