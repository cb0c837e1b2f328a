"""The norm library."""

from django.apps import AppConfig

from yimen.norms.published import take_up


class NormsConfig(AppConfig):
    """Rules and local documents, and how a change to the rules comes into force."""

    name = "yimen.norms"
    label = "norms"

    def ready(self) -> None:
        """Count by what was published before this process began."""
        take_up()
