"""The addresses of the heart room, below /desk/rooms/heart/."""

from __future__ import annotations

from django.urls import path

from yimen.workbench.views import rooms_heart

urlpatterns = [
    path("", rooms_heart.clients, name="heart"),
    path("new/", rooms_heart.opening, name="heart_open"),
    path("agree/<int:crisis_id>/", rooms_heart.agree, name="heart_agree"),
    path("wishes/<int:wish_id>/", rooms_heart.answered, name="heart_wish"),
    path("wishes/<int:wish_id>/correct/", rooms_heart.corrected, name="heart_correct"),
    path("<int:client_id>/", rooms_heart.client, name="heart_client"),
    path("<int:client_id>/ask/<slug:name>/", rooms_heart.ask, name="heart_ask"),
    path("<int:client_id>/papers/<slug:name>/", rooms_heart.paper, name="heart_paper"),
]
