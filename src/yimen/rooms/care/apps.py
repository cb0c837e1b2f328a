"""The care room: what the house offers to those who work in it."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """The care room: what the house offers to those who work in it."""

    name = "yimen.rooms.care"
    label = "care"
