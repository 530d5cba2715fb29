from django.urls import path

from navstrechu.web.roadmap.views import decisions, evidence, measure

urlpatterns = [
    path("measures/<str:number>/", measure.measure, name="measure"),
    path("measures/<str:number>/start/", measure.start, name="start-measure"),
    path("measures/<str:number>/documents/new/", evidence.register, name="register-document"),
    path("measures/<str:number>/documents/registered/", evidence.count, name="count-document"),
    path("measures/<str:number>/documents/<int:link>/remove/", evidence.uncount, name="uncount-document"),
    path("measures/<str:number>/discussion/", measure.comment, name="comment"),
    path(
        "measures/<str:number>/discussion/<int:comment>/withdraw/", measure.withdraw, name="withdraw-comment"
    ),
    path("decisions/new/", decisions.decide, name="decide"),
]
