"""The pages of the second factor: the one on the way in, and those where each member of
staff sets up and keeps their own."""

from base64 import b32encode
from textwrap import wrap

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ...models import Factor
from .devices import new_key, new_recovery_codes, recovery_codes_left, turn_off, turn_on
from .forms import WRONG_APP_CODE, AppCodeForm, CodeForm
from .middleware import PASSED, let_in, owed, who_gave_a_password
from .qr import qr_code

KEY = "second_factor_key"  # in a session: the key of a factor that is being set up
FEW = 3  # recovery codes


@never_cache
def login(request):
    """The admin's own page, or what is still owed after it."""
    step = owed(request) if who_gave_a_password(request).is_staff else None
    if step and request.method == "GET":
        return redirect(f"{reverse(step)}?{request.GET.urlencode()}")
    return admin.site.login(request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
def code(request):
    """The second step of signing in."""
    if owed(request) != "second_factor_code":
        return HttpResponseRedirect(next_page(request))
    user = who_gave_a_password(request)
    form = CodeForm(user, request.POST or None)
    form.fields["code"].widget.attrs["autofocus"] = True
    if not form.is_valid():
        context = {"title": "One more step", "form": form, "who": user}
        return page(request, "code", context)
    let_in(request, user.factor_id)
    if form.is_recovery_code:
        messages.warning(request, used_up(recovery_codes_left(user)))
    return HttpResponseRedirect(next_page(request))


def used_up(left: int) -> str:
    rest = {0: "it was the last one", 1: "one is left"}.get(left, f"{left} are left")
    return (
        f"You used a recovery code; {rest}. Under “Second factor” you can make new ones, "
        "or move to another phone."
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
def set_up(request):
    user = who_gave_a_password(request)
    if not user.is_staff:
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if user.factor_id:
        return redirect("second_factor")
    key = request.session.setdefault(KEY, new_key())
    form = AppCodeForm(request.POST or None)
    if form.is_valid():
        if codes := turn_on(user, key, form.cleaned_data["code"]):
            del request.session[KEY]
            let_in(request, Factor.objects.get(user=user).pk)
            return codes_page(request, codes)
        form.add_error("code", WRONG_APP_CODE)
    factor = Factor(user=user, key=key)
    secret = b32encode(factor.bin_key).decode()
    context = {
        "title": "Set up your second factor",
        "form": form,
        "uri": factor.config_url,
        "qr": qr_code(factor.config_url),
        "secret": " ".join(wrap(secret, 4)),
        "is_required": bool(owed(request)),
    }
    return page(request, "set_up", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def overview(request):
    """Whether it is on, and the two acts that take a code of their own form."""
    forms = {name: CodeForm(request.user, prefix=name) for name in ACTS}
    for name, act in ACTS.items():
        if f"{name}-code" in request.POST:
            forms[name] = CodeForm(request.user, request.POST, prefix=name)
            if forms[name].is_valid():
                return act(request)
    left = recovery_codes_left(request.user)
    context = {
        "title": "Second factor",
        "factor": Factor.objects.filter(user=request.user).first(),
        "left": left,
        "are_few_left": left <= FEW,
        "is_required": settings.SECOND_FACTOR_REQUIRED,
    }
    return page(request, "overview", context | forms)


def make_new_codes(request: HttpRequest) -> HttpResponse:
    return codes_page(request, new_recovery_codes(request.user))


def switch_off(request: HttpRequest) -> HttpResponse:
    turn_off(request.user)
    del request.session[PASSED]
    messages.success(request, "The second factor is off.")
    return redirect("second_factor")


ACTS = {"new": make_new_codes, "off": switch_off}


def codes_page(request: HttpRequest, codes: list[str]) -> HttpResponse:
    context = {
        "title": "Keep your recovery codes",
        "codes": [" ".join(wrap(code, 4)) for code in codes],
        "next": next_page(request),
    }
    return page(request, "codes", context)


def page(request: HttpRequest, name: str, context: dict) -> HttpResponse:
    """A page of the admin; 429 while no code counts."""
    template = f"admin/knotcare/second_factor/{name}.html"
    context = admin.site.each_context(request) | context
    response = TemplateResponse(request, template, context)
    forms = [each for each in context.values() if isinstance(each, CodeForm)]
    if wait := max((form.wait for form in forms), default=0):
        response.status_code, response["Retry-After"] = 429, wait
    return response


def next_page(request: HttpRequest) -> str:
    """Where the person was going: on this site, or to the front page of the admin."""
    to = request.GET.get("next", "")
    is_here = url_has_allowed_host_and_scheme(
        to, {request.get_host()}, request.is_secure()
    )
    return to if is_here else reverse("admin:index")
