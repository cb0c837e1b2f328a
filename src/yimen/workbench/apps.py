"""The staff's door."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """What officers see and do: parse, call, render."""

    name = "yimen.workbench"
    label = "workbench"
