"""Signing in and out, own sessions, password and second factor."""

from django.urls import path

from navstrechu.web.accounts import code_step, openid, second_factor, views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/code/", code_step.code, name="code"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("sessions/", views.sessions, name="sessions"),
    path("openid/", openid.enter, name="openid"),
    path("openid/return/", openid.come_back, name="openid-return"),
    path("openid/leave/", openid.leave, name="openid-leave"),
    path("identity/", openid.identity, name="identity"),
    path("identity/link/", openid.begin_link, name="identity-link"),
    path("identity/unlink/", openid.unlink, name="identity-unlink"),
    path("password/", views.password, name="password"),
    path("second-factor/", second_factor.state, name="second-factor"),
    path("second-factor/begin/", second_factor.begin, name="second-factor-begin"),
    path("second-factor/enrol/", second_factor.enrol, name="second-factor-enrol"),
    path("second-factor/replace/", second_factor.replace, name="second-factor-replace"),
    path("second-factor/off/", second_factor.turn_off, name="second-factor-off"),
    path("second-factor/codes/", second_factor.recovery_codes, name="recovery-codes"),
    path("second-factor/codes/file/", second_factor.recovery_codes_file, name="recovery-codes-file"),
]
