"""Structure, people, settings, calendar and roles of one agency."""

from django.urls import path

from navstrechu.web.organisation.views import (
    accounts,
    calendar,
    invitations,
    people,
    posts,
    roles,
    settings,
    structure,
)

app_name = "organisation"
urlpatterns = [
    path("", structure.structure, name="structure"),
    path("unit/new/", structure.create_unit, name="unit-create"),
    path("unit/<int:pk>/", structure.edit_unit, name="unit-edit"),
    path("unit/<int:pk>/close/", structure.close_unit, name="unit-close"),
    path("post/new/", posts.create_post, name="post-create"),
    path("post/<int:pk>/", posts.post, name="post"),
    path("post/<int:pk>/edit/", posts.edit_post, name="post-edit"),
    path("post/<int:pk>/close/", posts.close_post, name="post-close"),
    path("post/<int:pk>/appoint/", posts.appoint, name="appointment-create"),
    path("appointment/<int:pk>/end/", posts.end_appointment, name="appointment-end"),
    path("people/", people.people, name="people"),
    path("people/new/", people.create_person, name="person-create"),
    path("people/<int:pk>/", people.edit_person, name="person-edit"),
    path("people/<int:pk>/account/", people.link_account, name="person-account"),
    path("settings/", settings.settings, name="settings"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/correct/", calendar.correct, name="calendar-correct"),
    path("calendar/<int:pk>/restore/", calendar.restore, name="calendar-restore"),
    path("roles/", roles.roles, name="roles"),
    path("roles/grant/", roles.grant, name="role-grant"),
    path("roles/<int:pk>/withdraw/", roles.withdraw, name="role-withdraw"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/<int:pk>/reissue/", invitations.reissue, name="invitation-reissue"),
    path("invitations/<int:pk>/withdraw/", invitations.withdraw, name="invitation-withdraw"),
    path("accounts/new/", accounts.create_account, name="account-create"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/state/", accounts.set_state, name="account-state"),
    path("accounts/<int:pk>/identity/", accounts.unlink_identity, name="account-identity"),
    path("accounts/<int:pk>/password/", accounts.reset_password, name="account-password"),
    path("accounts/<int:pk>/second-factor/", accounts.reset_second_factor, name="account-second-factor"),
]
