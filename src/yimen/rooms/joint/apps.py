"""The joint session: everybody whom a petition needs, at one table, on one day."""

from django.apps import AppConfig


class JointConfig(AppConfig):
    """The joint session: everybody whom a petition needs, at one table, on one day."""

    name = "yimen.rooms.joint"
    label = "joint"
