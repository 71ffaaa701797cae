"""The picture library: what a picture shows, where it stands, which stand nowhere."""

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from ..images.uploads import ACCEPTED, MAX_BYTES
from ..models import UploadedPicture
from ..models.image import remove_pictures, take_in
from ..where_used import places

MEGABYTES = MAX_BYTES // 1_000_000


class NewPictureForm(forms.ModelForm):
    """Adds a picture as the editor does, for those who have no script."""

    image = forms.FileField(
        label="Picture",
        help_text=f"JPEG, PNG, WebP or AVIF, {MEGABYTES} MB at most.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"empty": "This file is empty."},
    )

    class Meta:
        model = UploadedPicture
        fields = ["image", "description"]

    def clean(self):
        if image := self.cleaned_data.get("image"):
            try:
                take_in(image, self.instance)
            except ValidationError as error:
                self.add_error("image", error)
        return super().clean()


class PictureList(ChangeList):
    def get_results(self, request):
        super().get_results(request)
        found = places()
        for row in self.result_list:
            row.places = found.get(row.key, [])


class UseFilter(admin.SimpleListFilter):
    title = "use"
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("used", "In a text"), ("unused", "In no text")]

    def queryset(self, request, queryset):
        if self.value() == "used":
            return queryset.filter(key__in=places())
        if self.value() == "unused":
            return queryset.exclude(key__in=places())
        return queryset


@admin.register(UploadedPicture)
class UploadedPictureAdmin(admin.ModelAdmin):
    list_display = ["shown", "name", "size", "used_in", "uploaded_at", "uploaded_by"]
    list_display_links = ["name"]
    list_filter = [UseFilter, "uploaded_at"]
    list_select_related = ["uploaded_by"]
    list_per_page = 50
    search_fields = ["description", "file_name"]
    readonly_fields = [
        *("shown", "code", "used_in", "size"),
        *("file_name", "uploaded_at", "uploaded_by"),
    ]
    delete_confirmation_template = "admin/articles/picture_delete.html"
    delete_selected_confirmation_template = "admin/articles/pictures_delete.html"

    class Media:
        css = {"all": ["css/admin/picture-library.css"]}

    def get_changelist(self, request, **kwargs):
        return PictureList

    def get_form(self, request, obj=None, **kwargs):
        if obj is None:
            kwargs["form"] = NewPictureForm
        return super().get_form(request, obj, **kwargs)

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["image", "description"]
        return ["shown", "description", *self.readonly_fields[1:]]

    def get_object(self, request, object_id, from_field=None):
        row = super().get_object(request, object_id, from_field)
        if row:
            row.places = places().get(row.key, [])
        return row

    def save_model(self, request, obj, form, change):
        if not change:
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)

    def get_deleted_objects(self, objs, request):
        """A picture that a text shows is protected: its places are said instead."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        found = places()
        protected += [
            format_html("{}: {}", row, links(found[row.key]))
            for row in objs
            if row.key in found
        ]
        return deleted, counts, lacking, protected

    def delete_model(self, request, obj):
        remove_pictures([obj])

    def delete_queryset(self, request, queryset):
        remove_pictures(list(queryset))

    @admin.display(description="picture")
    def shown(self, row):
        thumbnail = row.picture.thumbnail
        return format_html(
            '<img class="library-picture" src="{}" width="{}" height="{}" alt=""'
            ' loading="lazy">',
            thumbnail.url,
            thumbnail.width,
            thumbnail.height,
        )

    @admin.display(description="what it shows", ordering="description")
    def name(self, row):
        return str(row)

    @admin.display(ordering="width", description="pixels")
    def size(self, row):
        return f"{row.width} × {row.height}"

    @admin.display(description="in the texts")
    def used_in(self, row):
        return links(row.places) if row.places else "None"

    @admin.display(description="to show it, copy this into a text")
    def code(self, row):
        return format_html("<code>{}</code>", row.picture.markdown(row.description))


def links(where):
    """The places as a list, each a link to the page on which it is edited."""
    items = format_html_join(
        "",
        "<li>{}</li>",
        ((as_link(place),) for place in where),
    )
    return format_html('<ul class="library-places">{}</ul>', items)


def as_link(place):
    if not place.url:
        return place.label
    return format_html('<a href="{}">{}</a>', place.url, place.label)
