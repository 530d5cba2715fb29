from django.urls import path

from navstrechu.web.touchpoints.views import merging, places

urlpatterns = [
    path("places/", places.places, name="places"),
    path("places/new/", places.create, name="place-new"),
    path("places/merge/", merging.merge, name="merge"),
    path("places/<int:pk>/", places.place, name="place"),
    path("places/<int:pk>/edit/", places.edit, name="place-edit"),
    path("places/<int:pk>/confirm/", places.confirm, name="place-confirm"),
    path("places/<int:pk>/close/", places.close, name="place-close"),
]
