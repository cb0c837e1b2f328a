"""The addresses of mediation for the parties; a code is never part of one."""

from __future__ import annotations

from django.urls import path

from yimen.portal.views import mediation, mediation_file

urlpatterns = [
    path("", mediation.ask, name="mediation"),
    path("case/", mediation.case, name="mediation_case"),
    path("case/papers/<slug:name>/", mediation.paper, name="mediation_paper"),
    path("case/do/", mediation.deed, name="mediation_deed"),
    path("case/file/", mediation_file.to_file, name="mediation_to_file"),
    path("case/leave/", mediation.leave, name="mediation_leave"),
]
