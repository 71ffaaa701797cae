"""What an editor's form sent, as the values of a text, and such a form put together."""

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import MultiWidget

from ..revisions.compare import Passage
from ..revisions.recorded_fields import fields_of, label_of, tidy


def forms_of(model_admin, request, row, data=None):
    """The forms of a change page, with `data` or as the row stands, each with the prefix
    of its values."""
    row = model_admin.get_object(request, str(row.pk))  # the forms write into it
    form = model_admin.get_form(request, row, change=True)
    yield "", form(data, instance=row)
    for formset, inline in model_admin.get_formsets_with_inlines(request, row):
        prefix = formset.get_default_prefix()
        rows = inline.get_queryset(request)
        for each in formset(data, instance=row, prefix=prefix, queryset=rows).forms:
            yield f"{prefix}.", each


def my_values(model_admin, request, row, theirs):
    """The values of the text as the form has them, right or wrong; what it does not ask
    for, as it stands."""
    mine = dict(theirs)
    for prefix, form in forms_of(model_admin, request, row, request.POST):
        form.is_valid()
        for name in form.fields:
            if prefix + name in mine:
                mine[prefix + name] = value_in(form, name, theirs[prefix + name])
    return mine


def value_in(form, name, stands):
    """A value of a form; of one that is wrong, what was typed."""
    value = form.cleaned_data.get(name, form[name].value())
    if isinstance(value, QuerySet):
        return sorted(value.values_list("pk", flat=True))
    if isinstance(stands, list):  # a wrong choice of several: there is nothing typed
        return stands
    if isinstance(value, list):  # a day and a time
        return moment(form.fields[name], value)
    return value.pk if isinstance(value, Model) else tidy(value)


def moment(field, parts):
    """When it is, though the form as a whole may not take it; or else what was typed."""
    try:
        return tidy(field.clean(parts))
    except ValidationError:
        return " ".join(map(str, parts)).strip() or None


def put_together(model_admin, request, row, untouched):
    """What was sent, with the values `untouched` as they stand in the row."""
    data = request.POST.copy()
    for prefix, form in forms_of(model_admin, request, row):
        for name in form.fields:
            if prefix + name in untouched:
                for key, values in as_sent(form[name]).items():
                    data.setlist(key, values)
    return data


def as_sent(field):
    """What a browser sends for a field as it stands."""
    widget = getattr(field.field.widget, "widget", field.field.widget)
    value = field.value()
    if isinstance(widget, MultiWidget):
        parts = zip(
            widget.widgets_names, widget.widgets, widget.decompress(value), strict=True
        )
        return {
            field.html_name + suffix: [part.format_value(each) or ""]
            for suffix, part, each in parts
        }
    value = widget.format_value(value)
    return {field.html_name: value if isinstance(value, list) else [value or ""]}


def texts_in(model, data):
    """What was typed, in words, to copy from."""
    sent = {name: data.get(name.replace(".", "-0-"), "") for name in fields_of(model)}
    return [
        Passage(label_of(name, field), sent[name])
        for name, field in fields_of(model).items()
        if sent[name] and not field.choices and not field.many_to_many
    ]
