"""One more kind of note in the log of contacts: why a category was mended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Name it; nothing in the database changes."""

    dependencies = [("registry", "0004_off_the_road")]

    operations = [
        migrations.AlterField(
            model_name="contact",
            name="kind",
            field=models.CharField(
                max_length=10,
                choices=[
                    ("meeting", "Met the petitioner"),
                    ("phone", "Talked by phone"),
                    ("writing", "Heard in writing"),
                    ("site", "Visited the place"),
                    ("inquiry", "Inquired elsewhere"),
                    ("execution", "Carried out the opinion"),
                    ("category", "Mended the category"),
                ],
            ),
        ),
    ]
