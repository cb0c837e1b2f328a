"""The acts."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The only hands that change a petition."""

    name = "yimen.casework"
    label = "casework"
