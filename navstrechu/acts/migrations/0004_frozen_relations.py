"""Relations and further files of documents never change; documents registered before become searchable."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from navstrechu.core.frozen import FreezeTable
from navstrechu.core.text.stems import stems_of


def fill_words(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    act_model, words = apps.get_model("acts", "Act"), apps.get_model("acts", "ActWords")
    acts = act_model.objects.filter(words=None).iterator(chunk_size=500)
    words.objects.bulk_create(
        (words(act=act, stems=stems_of(f"{act.number}\n{act.title}")) for act in acts), batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [("acts", "0003_relations_files_words")]

    operations = [
        FreezeTable("acts_actrelation"),
        FreezeTable("acts_actfile"),
        migrations.RunPython(fill_words, migrations.RunPython.noop),
    ]
