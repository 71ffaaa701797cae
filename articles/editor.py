"""What the Markdown editor in the admin asks the server: a preview, a picture's place.

django-markdownx's own views answer anybody; these answer editors alone.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.utils.html import format_html
from django.views import View

from . import uploads
from .markdown import render
from .pictures import ALT_PLACEHOLDER

EDITED = ("article", "bodyarea", "question")
SIGNED_OUT = (
    "You are signed out, or may not edit the guide. Your text is still here: sign in "
    "again in another tab, then go on."
)


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
        }
    )

    def clean(self):
        if image := self.cleaned_data.get("image"):
            try:
                self.picture = uploads.accept_picture(image)
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
        code = f"![{ALT_PLACEHOLDER}]({form.picture.url})"
        return JsonResponse({"image_code": code})
