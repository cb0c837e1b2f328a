from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("receipt", "Receipt of registration"),
                    ("forwarding_notice", "Notice of where it was sent"),
                    ("forwarding_letter", "Forwarding letter"),
                    ("assignment_letter", "Assignment letter"),
                    ("acceptance_notice", "Notice of acceptance"),
                    ("non_acceptance_notice", "Notice of non-acceptance"),
                    ("extension_notice", "Notice of extension"),
                    ("handling_opinion", "Handling opinion"),
                    ("service_receipt", "Receipt of service"),
                    ("closing_report", "Closing report"),
                    ("objection_letter", "Objection to a dispatch"),
                    ("objection_reply", "Reply to an objection"),
                    ("guidance_notice", "Notice of the lawful way"),
                    ("resumption_notice", "Notice that it is taken up again"),
                    ("withdrawal_notice", "Confirmation of withdrawal"),
                ],
                max_length=24,
            ),
        ),
    ]
