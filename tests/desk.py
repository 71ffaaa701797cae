"""The editors' desk as a browser has it: open a form, change it, save it."""

import html5lib
from django.urls import reverse


def admin_url(model, page, *args) -> str:
    return reverse(
        f"admin:{model._meta.label_lower.replace('.', '_')}_{page}", args=args
    )


def form_values(response) -> dict:
    """What the form of an admin page would send as it stands."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    form = next(
        form for form in page.iter("form") if form.get("id", "").endswith("_form")
    )
    values = {}
    for control in form.iter():
        name, kind = control.get("name"), control.get("type")
        if not name or kind in ("submit", "file"):
            continue
        if control.tag == "select":
            values[name] = [
                option.get("value")
                for option in control.iter("option")
                if option.get("selected") is not None
            ]
        elif control.tag == "textarea":
            values[name] = sent(control.text or "")
        elif kind != "checkbox" or control.get("checked") is not None:
            values[name] = control.get("value", "")
    return values


def sent(text: str) -> str:
    """A text as browsers send it."""
    return "\r\n".join(text.splitlines())


def save(client, url: str, /, **changes):
    """Open the form at `url`, change these fields and press Save."""
    return client.post(url, form_values(client.get(url)) | changes)
