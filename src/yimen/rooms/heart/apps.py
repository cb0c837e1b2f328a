"""The heart room: support that is offered, consented to, and kept in confidence."""

from django.apps import AppConfig


class HeartConfig(AppConfig):
    """The heart room: support that is offered, consented to, and kept in confidence."""

    name = "yimen.rooms.heart"
    label = "heart"
