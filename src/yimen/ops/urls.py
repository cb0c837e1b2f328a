"""Every address of the system."""

from __future__ import annotations

from allauth.account import views
from django.urls import include, path

from yimen.ops.health import health

# Of allauth's addresses only these: nobody signs up, and nobody is written to.
account = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
]
urlpatterns = [
    path("healthz", health),
    path("i18n/", include("django.conf.urls.i18n")),
    path("account/", include(account)),
    path("desk/", include("yimen.workbench.urls")),
    path("", include("yimen.portal.urls")),
]
