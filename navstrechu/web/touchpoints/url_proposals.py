from django.urls import path

from navstrechu.web.touchpoints.views import proposals, proposing, reports

urlpatterns = [
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/new/", proposing.propose, name="propose"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/decide/", proposals.decide, name="proposal-decide"),
    path("proposals/<int:pk>/withdraw/", proposals.withdraw, name="proposal-withdraw"),
    path("proposals/<int:pk>/resubmit/", proposing.resubmit, name="proposal-resubmit"),
    path("reports/", reports.reports, name="tasks"),
    path("reports/<int:pk>/close/", reports.close, name="task-close"),
]
