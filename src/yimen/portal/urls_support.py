"""The addresses of support for whoever wishes it; a code is never part of one."""

from __future__ import annotations

from django.urls import path

from yimen.portal.views import support

urlpatterns = [
    path("", support.offer, name="support"),
    path("form/", support.blank, name="support_blank"),
    path("mine/", support.mine, name="support_mine"),
    path("mine/do/", support.deed, name="support_deed"),
    path("mine/form/<slug:name>/", support.form, name="support_form"),
    path("mine/papers/<slug:name>/", support.paper, name="support_paper"),
    path("mine/leave/", support.leave, name="support_leave"),
]
