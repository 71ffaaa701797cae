"""What the Markdown editor in the admin asks the server: a preview, and pictures.

django-markdownx's own views answer anybody; these answer editors alone.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.utils.html import format_html
from django.views import View
from django.views.generic import ListView

from ..markdown.renderer import render
from ..models import UploadedPicture
from ..models.image import LONGEST_DESCRIPTION, describe, take_in

EDITED = ("article", "bodyarea", "question")
SIGNED_OUT = (
    "You are signed out, or may not edit the guide. Your text is still here: sign in "
    "again in another tab, then go on."
)
PICTURES_A_PAGE = 24


def may_edit(user) -> bool:
    """Whether `user` is staff and may change any of the guide's texts."""
    return user.is_staff and any(
        user.has_perm(f"articles.{act}_{model}")
        for act in ("add", "change")
        for model in EDITED
    )


class UploadForm(forms.Form):
    image = forms.FileField(
        error_messages={
            "required": "No picture arrived. Try again.",
            "empty": "This file is empty.",
        },
    )

    def clean(self):
        if image := self.cleaned_data.get("image"):
            self.row = UploadedPicture()
            try:
                take_in(image, self.row)
            except ValidationError as error:
                self.add_error("image", error)


class Preview(View):
    http_method_names = ["post"]

    def post(self, request):
        if not may_edit(request.user):
            return HttpResponse(format_html("<p>{}</p>", SIGNED_OUT), status=403)
        if "content" not in request.POST:
            return HttpResponse("<p>No text arrived.</p>", status=400)
        return HttpResponse(render(request.POST["content"]))


class Upload(View):
    http_method_names = ["post"]

    def post(self, request):
        if not may_edit(request.user):
            return JsonResponse({"image": [SIGNED_OUT]}, status=403)
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse(form.errors, status=400)
        form.row.uploaded_by = request.user
        form.row.save()
        picture = form.row.picture
        return JsonResponse(
            {
                "image_code": picture.markdown(""),
                "key": picture.key,
                "url": picture.url,
                "thumbnail": vars(picture.thumbnail),
            }
        )


class Library(ListView):
    """The pictures to choose from, the newest first: a part of the editor's dialog."""

    http_method_names = ["get", "head", "post"]
    template_name = "admin/articles/picture_choices.html"
    paginate_by = PICTURES_A_PAGE

    def dispatch(self, request, *args, **kwargs):
        if not may_edit(request.user):
            return HttpResponse(format_html("<p>{}</p>", SIGNED_OUT), status=403)
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        pictures = UploadedPicture.objects.all()
        for word in self.request.GET.get("q", "").split():
            pictures = pictures.filter(
                Q(description__icontains=word) | Q(file_name__icontains=word)
            )
        return pictures

    def post(self, request):
        """What a picture shows, said as it was put into a text."""
        form = DescriptionForm(request.POST)
        if not form.is_valid():
            return JsonResponse(form.errors, status=400)
        describe(**form.cleaned_data)
        return HttpResponse(status=204)


class DescriptionForm(forms.Form):
    key = forms.SlugField()
    description = forms.CharField(max_length=LONGEST_DESCRIPTION)
