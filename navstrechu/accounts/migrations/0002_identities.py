import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="IdentityLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issuer", models.CharField(max_length=500, verbose_name="служба входа")),
                ("subject", models.CharField(max_length=255, verbose_name="идентификатор у неё")),
                ("linked_at", models.DateTimeField(verbose_name="связан")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identities",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "subject"), name="accounts_identity_of_one_account"
                    ),
                    models.UniqueConstraint(
                        fields=("user", "issuer"), name="accounts_one_identity_of_an_issuer"
                    ),
                ],
            },
        ),
    ]
