"""The case file."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Petitions, demands, parties, clocks and the record: facts, no opinions."""

    name = "yimen.registry"
    label = "registry"
