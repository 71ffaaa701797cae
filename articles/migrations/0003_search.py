"""The passages that a search looks through, and the database's own index of them."""

from django.db import NotSupportedError, OperationalError, migrations, models

INDEXES = {
    "sqlite": [
        """
        CREATE VIRTUAL TABLE articles_passage_index USING fts5(
            title, text,
            content='articles_passage', content_rowid='id',
            tokenize='porter unicode61 remove_diacritics 2'
        )
        """,
    ],
    "postgresql": [
        # Letters without their accents, words and nothing else, as SQLite's has them.
        r"""
        CREATE FUNCTION articles_vector(passage text) RETURNS tsvector
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT to_tsvector('english', regexp_replace(regexp_replace(
                normalize(passage, NFKD), '[\u0300-\u036f]', '', 'g'
            ), '[^[:alnum:]]+', ' ', 'g'))
        $$
        """,
        """
        ALTER TABLE articles_passage ADD COLUMN vector tsvector
        GENERATED ALWAYS AS (
            setweight(articles_vector(title), 'A') || setweight(articles_vector(text), 'D')
        ) STORED
        """,
        "CREATE INDEX articles_passage_vector ON articles_passage USING gin (vector)",
    ],
}
REMOVALS = {
    "sqlite": ["DROP TABLE articles_passage_index"],
    "postgresql": [
        "ALTER TABLE articles_passage DROP COLUMN vector",
        "DROP FUNCTION articles_vector",
    ],
}


def create_index(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor not in INDEXES:
        raise NotSupportedError(
            "The search needs SQLite or PostgreSQL: set DATABASE_URL to one of them."
        )
    try:
        execute(schema_editor, INDEXES[vendor])
    except OperationalError as error:
        if "fts5" not in str(error):
            raise
        raise NotSupportedError(
            "The search needs SQLite with FTS5, and Python’s SQLite was built without "
            "it. Use another build of Python, or PostgreSQL."
        ) from error


def remove_index(apps, schema_editor):
    execute(schema_editor, REMOVALS[schema_editor.connection.vendor])


def execute(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0002_drawings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('warning', 'Warning sign'), ('relief', 'Relief'), ('stretch', 'Stretch'), ('chapter', 'Chapter'), ('question', 'Question')], max_length=8)),
                ('title', models.TextField()),
                ('part_of', models.TextField(blank=True)),
                ('text', models.TextField()),
                ('path', models.TextField()),
                ('chapter_id', models.BigIntegerField(null=True)),
                ('urgency', models.PositiveIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40, unique=True)),
            ],
        ),
        migrations.RunPython(create_index, remove_index),
    ]
