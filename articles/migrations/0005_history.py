"""Every version of a text, kept by django-simple-history."""

import articles.images.illustrations
import articles.models.base
import django.db.models.deletion
import markdownx.models
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

# A row that belongs to another comes before it.
LINKS = {'QuickRelief': '', 'Article': '', 'BodyArea': 'care_cards', 'Question': '', 'Stretch': 'areas'}


def begin(apps, schema_editor):
    """Keep what is there already as the first version of each row."""
    for name, link in LINKS.items():
        for row in apps.get_model('articles', name).objects.all():
            keep(apps, row, link)


def keep(apps, row, link):
    history = apps.get_model('articles', f'Historical{type(row).__name__}')
    version = history.objects.create(
        **{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields},
        history_date=timezone.now(),
        history_type='+',
        history_change_reason='As it was when its history began',
    )
    if link:
        through = getattr(row, link).through
        linked = apps.get_model('articles', f'{history.__name__}_{link}')
        for each in through.objects.filter(**{type(row).__name__.lower(): row}):
            fields = {field.attname: getattr(each, field.attname) for field in through._meta.concrete_fields}
            linked.objects.create(**fields, history=version)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_picture_library'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalArticle',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('signed', models.CharField(default=articles.models.base.signature, editable=False, max_length=310)),
                ('order', models.PositiveIntegerField(db_index=True, editable=False)),
                ('title', models.CharField(max_length=100)),
                ('slug', models.SlugField(help_text='The end of the page’s address, after /guide/')),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences: the lead of the page and what search engines show. Needed before readers can see the chapter.', max_length=200)),
                ('body', markdownx.models.MarkdownxField(blank=True, verbose_name='text')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('scheduled', 'Scheduled'), ('published', 'Published')], default='draft', max_length=10)),
                ('published_at', models.DateTimeField(blank=True, help_text='When a scheduled chapter appears. Spa time.', null=True, verbose_name='published')),
                ('last_reviewed_on', models.DateField(blank=True, help_text='The day a professional last checked the text.', null=True)),
                ('reviewed_by', models.CharField(blank=True, help_text='Name and title of that person. Empty until a real person did.', max_length=100)),
                ('created_at', models.DateTimeField(blank=True, editable=False)),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='changed')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical chapter',
                'verbose_name_plural': 'historical chapters',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalBodyArea',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('signed', models.CharField(default=articles.models.base.signature, editable=False, max_length=310)),
                ('order', models.PositiveIntegerField(db_index=True, editable=False)),
                ('name', models.CharField(db_index=True, max_length=40)),
                ('slug', models.SlugField(help_text='The end of the page’s address, after /relief/')),
                ('summary', models.CharField(help_text='The lead of the page and what search engines show.', max_length=200)),
                ('advice', markdownx.models.MarkdownxField(blank=True, help_text='How to find the spot, how it should feel, what to avoid.')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='changed')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical body area',
                'verbose_name_plural': 'historical body areas and quick relief',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalBodyArea_care_cards',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('bodyarea', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.bodyarea')),
                ('carecard', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.carecard')),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='articles.historicalbodyarea')),
            ],
            options={
                'verbose_name': 'HistoricalBodyArea_care_cards',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalQuestion',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('signed', models.CharField(default=articles.models.base.signature, editable=False, max_length=310)),
                ('order', models.PositiveIntegerField(db_index=True, editable=False)),
                ('question', models.CharField(max_length=150)),
                ('slug', models.SlugField(help_text='The end of this answer’s address, after /questions/#')),
                ('answer', markdownx.models.MarkdownxField()),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='changed')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical question',
                'verbose_name_plural': 'historical questions',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalQuickRelief',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('signed', models.CharField(default=articles.models.base.signature, editable=False, max_length=310)),
                ('tool', models.CharField(max_length=60)),
                ('action', models.TextField(max_length=400)),
                ('stop_sign', models.TextField(help_text='What to avoid, and when to stop. Shown first.', max_length=400)),
                ('hold_from_seconds', models.PositiveSmallIntegerField(verbose_name='hold at least, seconds')),
                ('hold_to_seconds', models.PositiveSmallIntegerField(verbose_name='hold at most, seconds')),
                ('drawing', models.CharField(blank=True, choices=articles.images.illustrations.choices, max_length=40)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('area', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.bodyarea')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical quick relief',
                'verbose_name_plural': 'historical quick relief',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalStretch',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('signed', models.CharField(default=articles.models.base.signature, editable=False, max_length=310)),
                ('order', models.PositiveIntegerField(db_index=True, editable=False)),
                ('name', models.CharField(db_index=True, max_length=60)),
                ('slug', models.SlugField(help_text='The name by which a text shows it: {stretch …}')),
                ('target', models.CharField(help_text='What it stretches, for whom.', max_length=120)),
                ('steps', models.TextField(help_text='One a line.')),
                ('hold_from_seconds', models.PositiveSmallIntegerField(verbose_name='hold at least, seconds')),
                ('hold_to_seconds', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hold at most, seconds')),
                ('sides', models.CharField(choices=[('both', 'Both sides at once'), ('each', 'Each side in turn')], default='both', max_length=4)),
                ('caution', models.TextField(help_text='Its stop sign.', max_length=300)),
                ('drawing', models.CharField(blank=True, choices=articles.images.illustrations.choices, max_length=40)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical stretch',
                'verbose_name_plural': 'historical stretches',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalStretch_areas',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('bodyarea', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.bodyarea')),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='articles.historicalstretch')),
                ('stretch', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.stretch')),
            ],
            options={
                'verbose_name': 'HistoricalStretch_areas',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
