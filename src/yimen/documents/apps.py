"""Papers in, letters out."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Letters with numbers, versions and a form that can be relied on."""

    name = "yimen.documents"
    label = "documents"
