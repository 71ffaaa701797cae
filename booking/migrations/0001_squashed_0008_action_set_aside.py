import articles.utils.tokens
import booking.models.booking_request
import django.db.models.deletion
import django.utils.timezone
import phonenumber_field.modelfields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('booking', '0001_initial'),
        ('booking', '0002_hours_and_services'),
        ('booking', '0003_requests_and_mails'),
        ('booking', '0004_growth'),
        ('booking', '0005_requests_by_state'),
        ('booking', '0006_counts_of_deleted_requests'),
        ('booking', '0007_admin_log_without_names'),
        ('booking', '0008_action_set_aside'),
    ]

    dependencies = [
        ('articles', '0001_squashed_0015_search_writing'),
    ]

    operations = [
        migrations.CreateModel(
            name='BookingRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False, help_text='One form, one request, however often it is sent.', unique=True)),
                ('reference', models.CharField(default=booking.models.booking_request.new_reference, editable=False, max_length=8, unique=True)),
                ('state', models.CharField(choices=[('new', 'Waiting for an answer'), ('proposed', 'Another time proposed'), ('accepted', 'Confirmed'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('expired', 'Not answered in time'), ('cancelled', 'Cancelled'), ('completed', 'Completed'), ('no_show', 'Did not come')], default='new', max_length=9)),
                ('service_name', models.CharField(max_length=80, verbose_name='service')),
                ('minutes', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=80)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='mail')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region=None)),
                ('note', models.TextField(blank=True, max_length=1000)),
                ('fit_for_massage', models.BooleanField(default=False, help_text='None of the cautions applies, or a doctor has agreed.')),
                ('consented', models.BooleanField(default=False, help_text='Agreed to what is kept, and until when.')),
                ('start', models.DateTimeField(help_text='Of the session that is proposed or agreed.', null=True)),
                ('sequence', models.PositiveIntegerField(default=0, help_text='Grows with every change (iCalendar’s SEQUENCE).')),
                ('answer_by', models.DateTimeField(help_text='When it ends unless it is answered.', null=True)),
                ('wishes_end_at', models.DateTimeField(help_text='When the last of the wished times can begin at the latest.')),
                ('remind_at', models.DateTimeField(null=True)),
                ('suspicion', models.CharField(blank=True, help_text='Why it looks like spam.', max_length=80)),
                ('client', models.CharField(blank=True, help_text='A keyed hash of the sender’s address; forgotten after a day.', max_length=64)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sent')),
                ('delete_on', models.DateField()),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.bodyarea', verbose_name='focus area')),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=80)),
            ],
            options={
                'ordering': ['first_day'],
                'constraints': [models.CheckConstraint(condition=models.Q(('first_day__lte', models.F('last_day'))), name='closure_in_order', violation_error_message='The first day can’t be after the last.')],
            },
        ),
        migrations.CreateModel(
            name='HistoryEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('action', models.CharField(choices=[('submit', 'Sent'), ('clear', 'Marked as no spam'), ('propose', 'Another time proposed'), ('accept', 'Confirmed'), ('agree', 'Agreed to the proposed time'), ('turn_down', 'Turned the proposed time down'), ('decline', 'Declined'), ('withdraw', 'Withdrawn'), ('expire', 'Ended without an answer'), ('move', 'Moved'), ('cancel', 'Cancelled'), ('complete', 'Completed'), ('mark_no_show', 'Did not come'), ('remind_desk', 'Front desk reminded'), ('remind_visitor', 'Visitor reminded'), ('set_aside', 'Front desk told of what was set aside')], max_length=14)),
                ('who', models.CharField(max_length=150)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('overridden', models.CharField(blank=True, help_text='The clashes that the desk chose to accept.', max_length=200)),
                ('state', models.CharField(choices=[('new', 'Waiting for an answer'), ('proposed', 'Another time proposed'), ('accepted', 'Confirmed'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('expired', 'Not answered in time'), ('cancelled', 'Cancelled'), ('completed', 'Completed'), ('no_show', 'Did not come')], max_length=9)),
                ('start', models.DateTimeField(null=True)),
                ('former_start', models.DateTimeField(help_text='The agreed time that this entry ended.', null=True)),
                ('sequence', models.PositiveIntegerField()),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='history', to='booking.bookingrequest')),
            ],
            options={
                'verbose_name_plural': 'history',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='OpeningHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens', models.TimeField()),
                ('closes', models.TimeField()),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')])),
                ('is_example', models.BooleanField(default=False, help_text='Made by the set-up to show how it looks. Readers are told so, until you untick it.', verbose_name='example')),
            ],
            options={
                'verbose_name_plural': 'opening hours',
                'ordering': ['weekday', 'opens'],
                'constraints': [models.CheckConstraint(condition=models.Q(('opens__lt', models.F('closes'))), name='openinghours_in_order', violation_error_message='The spa opens before it closes.'), models.UniqueConstraint(fields=('weekday', 'opens'), name='opening_hours_once', violation_error_message='This weekday opens at that time already.')],
            },
        ),
        migrations.CreateModel(
            name='OutboxMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.CharField(choices=[('visitor', 'Visitor'), ('desk', 'Front desk')], max_length=7)),
                ('message_id', models.CharField(max_length=255, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='queued')),
                ('next_try_at', models.DateTimeField(default=django.utils.timezone.now, null=True)),
                ('lease', models.UUIDField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField(null=True)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='booking.historyentry')),
            ],
            options={
                'verbose_name': 'mail',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='PrivateLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('visitor', 'The visitor’s page'), ('calendar', 'The session for the visitor’s calendar'), ('desk', 'The front desk’s answer')], max_length=8)),
                ('key', models.CharField(default=articles.utils.tokens.new_key, max_length=32, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='booking.bookingrequest')),
            ],
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(editable=False, unique=True)),
                ('name', models.CharField(max_length=80, unique=True)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('price', models.DecimalField(blank=True, decimal_places=2, help_text='US dollars. Shown only when given.', max_digits=7, null=True)),
                ('is_example', models.BooleanField(default=False, help_text='Made by the set-up to show how it looks. Readers are told so, until you untick it.', verbose_name='example')),
            ],
            options={
                'ordering': ['order'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('minutes__gt', 0), ('minutes__lte', 480)), name='service_takes_time', violation_error_message='A session takes one to 480 minutes.')],
            },
        ),
        migrations.CreateModel(
            name='Spa',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default='La Moon Massage and Facial', max_length=100)),
                ('offers', models.CharField(default='Massage therapies and facials', max_length=200)),
                ('street', models.CharField(blank=True, max_length=200)),
                ('city', models.CharField(default='Houston', max_length=100)),
                ('region', models.CharField(default='Texas', max_length=100, verbose_name='state')),
                ('postal_code', models.CharField(blank=True, max_length=10, verbose_name='ZIP code')),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='mail')),
                ('desk_email', models.EmailField(blank=True, help_text='Where requests are sent. Left empty, they go to the mail above.', max_length=254, verbose_name='mail of the front desk')),
                ('capacity', models.PositiveSmallIntegerField(default=1, help_text='How many clients at once.')),
                ('turnover_minutes', models.PositiveSmallIntegerField(default=15, help_text='How long a place stays taken after a session.')),
                ('notice_minutes', models.PositiveIntegerField(default=120, help_text='The least time between asking and the session.')),
                ('horizon_days', models.PositiveSmallIntegerField(default=60, help_text='How many days ahead can be asked for.')),
                ('keep_days', models.PositiveSmallIntegerField(default=180, help_text='How many days after it was sent a request is deleted. Visitors are told the date.')),
                ('feed_key', models.CharField(default=articles.utils.tokens.new_key, editable=False, max_length=32)),
            ],
            options={
                'verbose_name_plural': 'spa',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_spa', violation_error_message='There is one spa.'), models.CheckConstraint(condition=models.Q(('capacity__gt', 0)), name='spa_has_a_place', violation_error_message='The spa serves at least one client at once.'), models.CheckConstraint(condition=models.Q(('horizon_days__lte', 366)), name='spa_looks_a_year_ahead', violation_error_message='At most a year (366 days) ahead.'), models.CheckConstraint(condition=models.Q(('keep_days__gt', models.F('horizon_days'))), name='spa_keeps_requests_past_the_horizon', violation_error_message='Keep requests longer than the days ahead that can be asked for, or they are deleted before the session.')],
            },
        ),
        migrations.CreateModel(
            name='SpecialHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens', models.TimeField()),
                ('closes', models.TimeField()),
                ('day', models.DateField()),
            ],
            options={
                'verbose_name_plural': 'special hours',
                'ordering': ['day', 'opens'],
                'constraints': [models.CheckConstraint(condition=models.Q(('opens__lt', models.F('closes'))), name='specialhours_in_order', violation_error_message='The spa opens before it closes.')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text='In which they were sent: its first day.')),
                ('service_name', models.CharField(max_length=80, verbose_name='service')),
                ('minutes', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('new', 'Waiting for an answer'), ('proposed', 'Another time proposed'), ('accepted', 'Confirmed'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('expired', 'Not answered in time'), ('cancelled', 'Cancelled'), ('completed', 'Completed'), ('no_show', 'Did not come')], max_length=9)),
                ('requests', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'count of deleted requests',
                'verbose_name_plural': 'counts of deleted requests',
                'ordering': ['-month', 'service_name', 'minutes', 'state'],
                'constraints': [models.UniqueConstraint(fields=('month', 'service_name', 'minutes', 'state'), name='one_tally_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField()),
                ('day', models.DateField()),
                ('part', models.CharField(choices=[('morning', 'morning'), ('afternoon', 'afternoon'), ('evening', 'evening')], max_length=9)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='booking.bookingrequest')),
            ],
            options={
                'verbose_name_plural': 'wishes',
                'ordering': ['rank'],
            },
        ),
        migrations.AddIndex(
            model_name='bookingrequest',
            index=models.Index(fields=['state', 'start'], name='booking_boo_state_2f047a_idx'),
        ),
        migrations.AddIndex(
            model_name='bookingrequest',
            index=models.Index(fields=['state', 'answer_by'], name='booking_boo_state_bbe9ab_idx'),
        ),
        migrations.AddIndex(
            model_name='bookingrequest',
            index=models.Index(fields=['state', 'created_at'], name='booking_boo_state_cb1ad5_idx'),
        ),
        migrations.AddIndex(
            model_name='bookingrequest',
            index=models.Index(fields=['created_at'], name='booking_boo_created_74a912_idx'),
        ),
        migrations.AddIndex(
            model_name='bookingrequest',
            index=models.Index(fields=['delete_on'], name='booking_boo_delete__7788af_idx'),
        ),
        migrations.AddIndex(
            model_name='bookingrequest',
            index=models.Index(condition=models.Q(('remind_at__isnull', False)), fields=['remind_at'], name='request_to_remind'),
        ),
        migrations.AddIndex(
            model_name='bookingrequest',
            index=models.Index(condition=models.Q(('client', ''), _negated=True), fields=['created_at'], name='request_of_client'),
        ),
        migrations.AddConstraint(
            model_name='bookingrequest',
            constraint=models.CheckConstraint(condition=models.Q(('email', ''), ('phone', ''), _negated=True), name='request_can_be_answered', violation_error_message='Give a mail address or a phone number.'),
        ),
        migrations.AddConstraint(
            model_name='bookingrequest',
            constraint=models.CheckConstraint(condition=models.Q(('consented', True), ('fit_for_massage', True)), name='request_is_agreed_to', violation_error_message='Both have to be agreed to.'),
        ),
        migrations.AddConstraint(
            model_name='bookingrequest',
            constraint=models.CheckConstraint(condition=models.Q(('start__isnull', False), models.Q(('state__in', ['proposed', 'accepted', 'cancelled', 'completed', 'no_show']), _negated=True), _connector='OR'), name='request_has_its_time'),
        ),
        migrations.AddConstraint(
            model_name='bookingrequest',
            constraint=models.CheckConstraint(condition=models.Q(('answer_by__isnull', False), models.Q(('state__in', ['new', 'proposed']), _negated=True), _connector='OR'), name='request_has_an_end'),
        ),
        migrations.AddIndex(
            model_name='outboxmail',
            index=models.Index(fields=['next_try_at'], name='booking_out_next_tr_ee8199_idx'),
        ),
        migrations.AddIndex(
            model_name='outboxmail',
            index=models.Index(fields=['created_at'], name='booking_out_created_5acc8f_idx'),
        ),
        migrations.AddIndex(
            model_name='outboxmail',
            index=models.Index(condition=models.Q(('sent_at__isnull', True)), fields=['created_at'], name='mail_unsent'),
        ),
        migrations.AddConstraint(
            model_name='outboxmail',
            constraint=models.UniqueConstraint(fields=('entry', 'recipient'), name='mail_queued_once'),
        ),
        migrations.AddConstraint(
            model_name='privatelink',
            constraint=models.UniqueConstraint(fields=('request', 'purpose'), name='one_link_a_purpose'),
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.UniqueConstraint(fields=('request', 'rank'), name='wishes_have_ranks'),
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.UniqueConstraint(fields=('request', 'day', 'part'), name='wishes_differ'),
        ),
    ]
