"""The address book: installation-wide pages first, then the pages of one agency below its code."""

from django.urls import include, path

handler400 = "navstrechu.web.shell.errors.bad_request"
handler403 = "navstrechu.web.shell.errors.forbidden"
handler404 = "navstrechu.web.shell.errors.not_found"
handler500 = "navstrechu.web.shell.errors.server_error"

urlpatterns = [
    path("", include("navstrechu.web.home.urls")),
    path("", include("navstrechu.web.shell.urls")),
    path("account/", include("navstrechu.web.accounts.urls")),
    path("invitation/", include("navstrechu.web.invitations.urls")),
    path("", include("navstrechu.web.tokens.urls")),
    path("api/v1/", include("navstrechu.api.urls")),
    path("demonstration/", include("navstrechu.web.demonstration.urls")),
    path("notices/", include("navstrechu.web.notices.urls")),
    path("help/", include("navstrechu.web.help.urls")),
    path("region/", include("navstrechu.web.region.urls")),
    path("agency/<slug:agency>/roadmap/", include("navstrechu.web.roadmap.urls")),
    path("public/", include("navstrechu.web.registers.public_urls")),
    path("agency/<slug:agency>/registers/<slug:register>/", include("navstrechu.web.registers.urls")),
    path("agency/<slug:agency>/touchpoints/", include("navstrechu.web.touchpoints.urls")),
    path("agency/<slug:agency>/processes/", include("navstrechu.web.processes.urls")),
    path("agency/<slug:agency>/documents/", include("navstrechu.web.documents.urls")),
    path("agency/<slug:agency>/drafts/", include("navstrechu.web.drafting.urls")),
    path("agency/<slug:agency>/organisation/", include("navstrechu.web.organisation.urls")),
    path("agency/<slug:agency>/history/", include("navstrechu.web.history.urls")),
    path("agency/<slug:agency>/jobs/", include("navstrechu.web.jobs.urls")),
]
