"""The addresses of the hall, below /desk/rooms/hall/."""

from __future__ import annotations

from django.urls import path

from yimen.workbench.views import (
    counter_papers,
    rooms_hall,
    rooms_hall_quality,
    rooms_hall_times,
    rooms_places,
)

urlpatterns = [
    path("", rooms_hall.places, name="hall"),
    path("calls/", rooms_hall_times.calls, name="calls"),
    path("places/", rooms_places.every_place, name="hall_places"),
    path("places/new/", rooms_places.one_place, name="hall_new"),
    path("places/<int:place_id>/", rooms_places.one_place, name="hall_set"),
    path("<int:place_id>/", rooms_hall.place, name="hall_place"),
    path("<int:place_id>/guide/", rooms_hall.guide, name="hall_guide"),
    path("<int:place_id>/appointments/", rooms_hall_times.appointments, name="hall_appointments"),
    path("<int:place_id>/overview/", rooms_hall.overview, name="hall_overview"),
    path("<int:place_id>/quality/", rooms_hall_quality.windows, name="hall_quality"),
    path("tickets/<int:ticket_id>/done/", rooms_hall.done, name="hall_done"),
    path(
        "tickets/<int:ticket_id>/receipts/<int:turn_id>/",
        counter_papers.visit,
        name="hall_receipt",
    ),
]
