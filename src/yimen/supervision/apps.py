"""What the bureau watches over: advice to organs, and whether it is answered (art. 40)."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """What the bureau watches over: advice to organs, and whether it is answered (art. 40)."""

    name = "yimen.supervision"
    label = "supervision"
