from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_more_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="statement",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="letter",
            name="code",
            field=models.CharField(blank=True, default="", max_length=12),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["code"], name="letters_by_code", condition=~Q(code="")),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["sha256"], name="letters_by_hash"),
        ),
    ]
