from django.urls import path

from navstrechu.web.touchpoints.views import imports

urlpatterns = [
    path("import/", imports.load, name="import"),
    path("import/<int:pk>/", imports.preview, name="import-preview"),
    path("import/<int:pk>/confirm/", imports.confirm, name="import-confirm"),
    path("import/<int:pk>/discard/", imports.discard, name="import-discard"),
    path("import/progress/<int:pk>/", imports.progress, name="import-progress"),
]
