"""The reception hall: places, opening hours, windows, tickets, appointments."""

from django.apps import AppConfig


class HallConfig(AppConfig):
    """The reception hall: places, opening hours, windows, tickets, appointments."""

    name = "yimen.rooms.hall"
    label = "hall"
