import articles.images.illustrations
import articles.utils.tokens
import articles.models.care_card
import articles.models.base
import articles.models.preview_link
import django.db.models.deletion
import django.utils.timezone
import markdownx.models
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('articles', '0001_initial'),
        ('articles', '0002_drawings'),
        ('articles', '0003_search'),
        ('articles', '0004_picture_library'),
        ('articles', '0005_history'),
        ('articles', '0006_guide_reports'),
        ('articles', '0007_life_of_a_chapter'),
        ('articles', '0008_own_guide'),
        ('articles', '0009_former_question_slugs'),
        ('articles', '0010_draft_from_files'),
        ('articles', '0011_growth'),
        ('articles', '0012_search_kept'),
        ('articles', '0013_drafts_by_change'),
        ('articles', '0014_chapters_due'),
        ('articles', '0015_search_writing'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GuideReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text='Its first day.', unique=True)),
                ('next_try_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('done_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(editable=False, unique=True)),
                ('question', models.CharField(max_length=150)),
                ('slug', models.SlugField(help_text='The end of this answer’s address, after /questions/#', unique=True)),
                ('answer', markdownx.models.MarkdownxField()),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
            ],
            options={
                'ordering': ['order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(help_text='The name by which a text cites it: [^…]', unique=True)),
                ('citation', models.CharField(help_text='Authors, journal, year, pages; or the organization.', max_length=300)),
                ('url', models.URLField(blank=True, verbose_name='address')),
            ],
            options={
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40, unique=True)),
                ('passages', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Writing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(editable=False, unique=True)),
                ('title', models.CharField(max_length=100)),
                ('slug', models.SlugField(help_text='The end of the page’s address, after /guide/', unique=True)),
                ('summary', models.CharField(blank=True, help_text='One or two plain sentences: the lead of the page and what search engines show. Needed before readers can see the chapter.', max_length=200)),
                ('body', markdownx.models.MarkdownxField(blank=True, verbose_name='text')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('scheduled', 'Scheduled'), ('published', 'Published'), ('retired', 'Retired')], default='draft', max_length=10)),
                ('published_at', models.DateTimeField(blank=True, help_text='When a scheduled chapter appears. Spa time.', null=True, verbose_name='published')),
                ('last_reviewed_on', models.DateField(blank=True, help_text='The day a professional last checked the text.', null=True)),
                ('reviewed_by', models.CharField(blank=True, help_text='Name and title of that person. Empty until a real person did.', max_length=100)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed')),
            ],
            options={
                'verbose_name': 'chapter',
                'ordering': ['order'],
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('status', 'scheduled')), fields=['published_at'], name='article_scheduled'), models.Index(condition=models.Q(('status', 'draft')), fields=['updated_at'], name='article_draft'), models.Index(fields=['updated_at'], name='articles_ar_updated_cb8a7a_idx'), models.Index(condition=models.Q(('reviewed_by', ''), _negated=True), fields=['order'], name='article_reviewed'), models.Index(fields=['last_reviewed_on', 'order', 'status', 'published_at'], name='article_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status', 'draft'), models.Q(('summary', ''), _negated=True), _connector='OR'), name='public_article_has_summary', violation_error_message='Write a summary before readers see this chapter.'), models.CheckConstraint(condition=models.Q(('status', 'draft'), ('published_at__isnull', False), _connector='OR'), name='public_article_has_date', violation_error_message='Say when this chapter appears.'), models.CheckConstraint(condition=models.Q(('reviewed_by', ''), ('last_reviewed_on__isnull', False), _connector='OR'), name='reviewer_has_date', violation_error_message='Say on which day the reviewer checked the text.')],
            },
        ),
        migrations.CreateModel(
            name='CareCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(editable=False, unique=True)),
                ('level', models.CharField(choices=[('emergency', 'Emergency'), ('urgent', 'Urgent'), ('see_someone', 'See someone'), ('ask_first', 'Ask first')], max_length=11)),
                ('heading', models.CharField(help_text='The one thing to do, ending in “if”. Each bullet finishes it.', max_length=80)),
                ('slug', models.SlugField(help_text='The name by which a text shows the card: {care-card …}', unique=True)),
                ('bullets', models.TextField(help_text='One a line, at most five, each specific.', validators=[articles.models.care_card.validate_bullets])),
            ],
            options={
                'ordering': ['order'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('bullets', ''), _negated=True), name='care_card_has_bullets', violation_error_message='A care card needs a bullet.')],
            },
        ),
        migrations.CreateModel(
            name='BodyArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(editable=False, unique=True)),
                ('name', models.CharField(max_length=40, unique=True)),
                ('slug', models.SlugField(help_text='The end of the page’s address, after /relief/', unique=True)),
                ('summary', models.CharField(help_text='The lead of the page and what search engines show.', max_length=200)),
                ('advice', markdownx.models.MarkdownxField(blank=True, help_text='How to find the spot, how it should feel, what to avoid.')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('care_cards', models.ManyToManyField(blank=True, help_text='Red flags that belong beside this area.', to='articles.carecard')),
            ],
            options={
                'verbose_name': 'body area',
                'verbose_name_plural': 'body areas and quick relief',
                'ordering': ['order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Dose',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('slug', models.SlugField(help_text='The name by which a text states the figure: {dose …}', unique=True)),
                ('from_seconds', models.PositiveIntegerField(blank=True, help_text='Seconds. Empty: “up to”.', null=True)),
                ('to_seconds', models.PositiveIntegerField(blank=True, help_text='Seconds. Empty: “at least”.', null=True)),
                ('detail', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('from_seconds__isnull', False), ('to_seconds__isnull', False), _connector='OR'), name='dose_has_seconds', violation_error_message='A dose needs its seconds.'), models.CheckConstraint(condition=models.Q(('from_seconds__isnull', True), ('to_seconds__isnull', True), ('from_seconds__lte', models.F('to_seconds')), _connector='OR'), name='dose_range_in_order', violation_error_message='The first figure can’t exceed the second.')],
            },
        ),
        migrations.CreateModel(
            name='FormerSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_slugs', to='articles.article')),
            ],
        ),
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
                ('status', models.CharField(choices=[('draft', 'Draft'), ('scheduled', 'Scheduled'), ('published', 'Published'), ('retired', 'Retired')], default='draft', max_length=10)),
                ('published_at', models.DateTimeField(blank=True, help_text='When a scheduled chapter appears. Spa time.', null=True, verbose_name='published')),
                ('last_reviewed_on', models.DateField(blank=True, help_text='The day a professional last checked the text.', null=True)),
                ('reviewed_by', models.CharField(blank=True, help_text='Name and title of that person. Empty until a real person did.', max_length=100)),
                ('created_at', models.DateTimeField(blank=True, editable=False)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed')),
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
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('warning', 'Warning sign'), ('relief', 'Relief'), ('stretch', 'Stretch'), ('chapter', 'Chapter'), ('question', 'Question')], max_length=8)),
                ('row_id', models.BigIntegerField()),
                ('named', models.CharField(max_length=20)),
                ('slug', models.CharField(max_length=50)),
                ('place', models.TextField(blank=True)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'row_id'], name='articles_me_kind_a8792c_idx'), models.Index(fields=['slug'], name='articles_me_slug_e6a6e6_idx'), models.Index(fields=['kind', 'named'], name='articles_me_kind_becb47_idx')],
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('warning', 'Warning sign'), ('relief', 'Relief'), ('stretch', 'Stretch'), ('chapter', 'Chapter'), ('question', 'Question')], max_length=8)),
                ('title', models.TextField()),
                ('part_of', models.TextField(blank=True)),
                ('text', models.TextField()),
                ('path', models.TextField()),
                ('row_id', models.BigIntegerField()),
                ('place', models.PositiveIntegerField()),
                ('urgency', models.PositiveIntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'row_id'], name='articles_pa_kind_2e3c6c_idx')],
            },
        ),
        migrations.CreateModel(
            name='PreviewLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=articles.utils.tokens.new_key, max_length=32, unique=True)),
                ('expires_at', models.DateTimeField(default=articles.models.preview_link.in_two_weeks)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preview_links', to='articles.article')),
            ],
            options={
                'ordering': ['expires_at'],
            },
        ),
        migrations.CreateModel(
            name='FormerQuestionSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_slugs', to='articles.question')),
            ],
        ),
        migrations.CreateModel(
            name='ShippedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('key', models.SlugField()),
                ('row_id', models.BigIntegerField()),
                ('values', models.JSONField()),
                ('is_own', models.BooleanField(default=False, help_text='From a folder of the spa’s own, which goes first.')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='shipped_once')],
            },
        ),
        migrations.CreateModel(
            name='Stretch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(editable=False, unique=True)),
                ('name', models.CharField(max_length=60, unique=True)),
                ('slug', models.SlugField(help_text='The name by which a text shows it: {stretch …}', unique=True)),
                ('target', models.CharField(help_text='What it stretches, for whom.', max_length=120)),
                ('steps', models.TextField(help_text='One a line.')),
                ('hold_from_seconds', models.PositiveSmallIntegerField(verbose_name='hold at least, seconds')),
                ('hold_to_seconds', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hold at most, seconds')),
                ('sides', models.CharField(choices=[('both', 'Both sides at once'), ('each', 'Each side in turn')], default='both', max_length=4)),
                ('caution', models.TextField(help_text='Its stop sign.', max_length=300)),
                ('drawing', models.CharField(blank=True, choices=articles.images.illustrations.choices, max_length=40)),
                ('areas', models.ManyToManyField(blank=True, related_name='stretches', to='articles.bodyarea')),
            ],
            options={
                'verbose_name_plural': 'stretches',
                'ordering': ['order'],
                'abstract': False,
            },
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
        migrations.CreateModel(
            name='UploadedPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=32, unique=True)),
                ('width', models.PositiveSmallIntegerField(editable=False)),
                ('height', models.PositiveSmallIntegerField(editable=False)),
                ('has_avif', models.BooleanField(editable=False)),
                ('description', models.CharField(blank=True, help_text='What does it show? For people who cannot see it. It is offered whenever the picture is put into a text; texts that show it keep their own words.', max_length=250)),
                ('file_name', models.CharField(blank=True, editable=False, max_length=100)),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
                ('uploaded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by')),
            ],
            options={
                'verbose_name': 'picture',
                'ordering': ['-uploaded_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=100)),
                ('slug', models.SlugField(unique=True)),
                ('summary', models.CharField(blank=True, max_length=200)),
                ('body', markdownx.models.MarkdownxField(blank=True, verbose_name='text')),
                ('last_reviewed_on', models.DateField(blank=True, null=True)),
                ('reviewed_by', models.CharField(blank=True, max_length=100)),
                ('publish_at', models.DateTimeField(blank=True, null=True)),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to='articles.article')),
                ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['saved_at'],
                'indexes': [models.Index(fields=['publish_at'], name='articles_dr_publish_b1c701_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('publish_at', None), models.Q(('summary', ''), _negated=True), _connector='OR'), name='scheduled_draft_has_summary', violation_error_message='Write a summary before readers see this text.')],
            },
        ),
        migrations.CreateModel(
            name='QuickRelief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tool', models.CharField(max_length=60)),
                ('action', models.TextField(max_length=400)),
                ('stop_sign', models.TextField(help_text='What to avoid, and when to stop. Shown first.', max_length=400)),
                ('hold_from_seconds', models.PositiveSmallIntegerField(verbose_name='hold at least, seconds')),
                ('hold_to_seconds', models.PositiveSmallIntegerField(verbose_name='hold at most, seconds')),
                ('drawing', models.CharField(blank=True, choices=articles.images.illustrations.choices, max_length=40)),
                ('area', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='quick_relief', to='articles.bodyarea')),
            ],
            options={
                'verbose_name_plural': 'quick relief',
                'ordering': ['area__order'],
                'constraints': [models.CheckConstraint(condition=models.Q(('hold_from_seconds__gt', 0), ('hold_from_seconds__lte', models.F('hold_to_seconds'))), name='relief_hold_range_in_order', violation_error_message='The shortest hold can’t exceed the longest.'), models.CheckConstraint(condition=models.Q(('stop_sign', ''), _negated=True), name='relief_has_stop_sign', violation_error_message='Every row needs its stop sign.')],
            },
        ),
        migrations.AddConstraint(
            model_name='stretch',
            constraint=models.CheckConstraint(condition=models.Q(('hold_from_seconds__gt', 0), models.Q(('hold_to_seconds__isnull', True), ('hold_from_seconds__lte', models.F('hold_to_seconds')), _connector='OR')), name='stretch_hold_range_in_order', violation_error_message='The shortest hold can’t exceed the longest.'),
        ),
        migrations.AddConstraint(
            model_name='stretch',
            constraint=models.CheckConstraint(condition=models.Q(('caution', ''), _negated=True), name='stretch_has_caution', violation_error_message='Every stretch needs its stop sign.'),
        ),
    ]
