"""Addresses of the list, the editor and the versions of drafts."""

from django.urls import URLPattern, path

from navstrechu.web.drafting.views import draft, editing, listing, starting, versions

urlpatterns: list[URLPattern] = [
    path("", listing.drafts, name="list"),
    path("export/<str:fmt>/", listing.export, name="export"),
    path("new/", starting.start, name="start"),
    path("<int:pk>/", draft.draft, name="draft"),
    path("<int:pk>/edit/", editing.edit, name="edit"),
    path("<int:pk>/preview/", editing.preview, name="preview"),
    path("<int:pk>/file.<slug:fmt>", draft.file, name="file"),
    path("<int:pk>/versions/", versions.versions, name="versions"),
    path("<int:pk>/versions/<int:number>/", versions.version, name="version"),
    path("<int:pk>/versions/<int:number>/restore/", versions.restore, name="restore"),
    path("<int:pk>/compare/", versions.compare, name="compare"),
    path("<int:pk>/withdraw/", draft.withdraw, name="withdraw"),
]
