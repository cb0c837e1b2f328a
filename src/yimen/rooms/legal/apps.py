"""The legal room: two questions, an opinion, the way to legal aid."""

from django.apps import AppConfig


class LegalConfig(AppConfig):
    """The legal room: two questions, an opinion, the way to legal aid."""

    name = "yimen.rooms.legal"
    label = "legal"
