"""The citizens' door."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """What citizens see and do: parse, call, render."""

    name = "yimen.portal"
    label = "portal"
