"""The addresses of what is done outside the house, below /desk/rooms/outings/."""

from __future__ import annotations

from django.urls import path

from yimen.workbench.views import rooms_outings

urlpatterns = [
    path("", rooms_outings.outings, name="outings"),
    path("channels/", rooms_outings.channels, name="channels"),
    path("poster/<slug:size>/", rooms_outings.poster, name="poster"),
]
