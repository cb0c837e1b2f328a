"""The addresses of the legal room for its clients; a code is never part of one."""

from __future__ import annotations

from django.urls import path

from yimen.portal.views import legal

urlpatterns = [
    path("", legal.matter, name="legal"),
    path("papers/<slug:name>/", legal.paper, name="legal_paper"),
    path("do/", legal.deed, name="legal_deed"),
    path("leave/", legal.leave, name="legal_leave"),
]
