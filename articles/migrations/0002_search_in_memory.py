"""The search is ranked in memory: its tables, and the database's own index, go."""

from django.db import migrations

GOING = {
    "sqlite": ["DROP TABLE IF EXISTS articles_passage_index"],
    "postgresql": [
        "ALTER TABLE articles_passage DROP COLUMN IF EXISTS vector",
        "DROP FUNCTION IF EXISTS articles_vector",
    ],
}


def remove_index(apps, schema_editor):
    for statement in GOING[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_squashed_0015_search_writing")]

    operations = [
        migrations.RunPython(remove_index, migrations.RunPython.noop),
        migrations.DeleteModel("Mention"),
        migrations.DeleteModel("Passage"),
        migrations.DeleteModel("Word"),
        migrations.DeleteModel("Writing"),
    ]
