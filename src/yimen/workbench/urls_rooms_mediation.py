"""The addresses of the mediation room, below /desk/rooms/mediation/."""

from __future__ import annotations

from django.urls import path

from yimen.workbench.views import rooms_committees, rooms_handing, rooms_mediation

urlpatterns = [
    path("", rooms_mediation.cases, name="mediation"),
    path("committees/", rooms_committees.every_committee, name="committees"),
    path("committees/new/", rooms_committees.one_committee, name="committee_new"),
    path("committees/<int:committee_id>/", rooms_committees.one_committee, name="committee_set"),
    path("new/", rooms_mediation.offer, name="mediation_offer"),
    path("<int:case_id>/papers/<slug:name>/", rooms_mediation.paper, name="mediation_paper"),
    path("<int:case_id>/hand-on/", rooms_handing.hand, name="mediation_hand_on"),
    path("<int:case_id>/", rooms_mediation.case, name="mediation_case"),
]
