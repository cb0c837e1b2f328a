from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("joint", "0002_moved")]

    operations = [
        migrations.AlterField(
            model_name="session",
            name="kind",
            field=models.CharField(
                choices=[
                    ("single", "Single room"),
                    ("joint", "Joint session"),
                    ("reason", "Public reasoning"),
                ],
                max_length=6,
            ),
        ),
    ]
