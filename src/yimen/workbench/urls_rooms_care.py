"""The addresses of the care room, below /desk/rooms/care/."""

from __future__ import annotations

from django.urls import path

from yimen.workbench.views import rooms_care

urlpatterns = [
    path("", rooms_care.care, name="care"),
    path("check/", rooms_care.check, name="care_check"),
    path("offer/", rooms_care.new_offer, name="care_offer"),
    path("events/new/", rooms_care.new_event, name="care_event"),
    path("events/<int:event_id>/", rooms_care.attendance, name="care_attendance"),
    path("talks/<int:slot_id>/", rooms_care.book, name="care_book"),
    path("pages/<slug:name>/", rooms_care.reading, name="care_page"),
]
