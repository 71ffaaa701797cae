"""MDN's HTTP Observatory: the ten tests of its scanner and their points, as its
repository had them in 2026 (mdn/mdn-http-observatory: the tests, the score table)."""

from email.message import Message
from urllib.parse import urlsplit

SIX_MONTHS = 15_552_000  # seconds
BROAD = {"*", "http:", "https:", "ftp:", "http://*", "https://*"}
UNSAFE = {"'unsafe-inline'", "'unsafe-eval'", "data:"}
PRIVATE_REFERRERS = {
    *("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
}
LEAST_FOR_EXTRA_CREDIT = 90


def directives(headers: Message) -> dict[str, set[str]]:
    policy = headers.get("Content-Security-Policy", "")
    parts = [each.split() for each in policy.split(";") if each.strip()]
    return {name.lower(): set(sources) for name, *sources in parts}


def content_security_policy(headers: Message) -> int:
    policy = directives(headers)
    if not policy:
        return -25
    default = policy.get("default-src", {"*"})
    scripts, objects, styles = (
        policy.get(name, default) for name in ("script-src", "object-src", "style-src")
    )
    if (scripts & (BROAD | UNSAFE)) or (objects & BROAD):
        return -20
    if styles & (BROAD | UNSAFE):
        return 0
    return 10 if default == {"'none'"} else 5


def cookies(headers: Message) -> int:
    points = [0]
    for cookie in headers.get_all("Set-Cookie", []):
        name, _, attributes = cookie.lower().partition("=")
        is_session = "sess" in name or "login" in name
        if "; secure" not in attributes:
            points.append(-10 if is_session else -5)
        if is_session and "; httponly" not in attributes:
            points.append(-30)
        if "csrf" in name and "; samesite=" not in attributes:
            points.append(-20)
        if "; samesite=" in attributes:
            points.append(5)
    return min(points) or max(points)


def sharing_of_resources(headers: Message) -> int:
    is_for_all = "Access-Control-Allow-Credentials" in headers
    return -50 if is_for_all and "Access-Control-Allow-Origin" in headers else 0


def redirection(over_http, host: str) -> int:
    """`over_http` is the answer to plain HTTP."""
    target = urlsplit(over_http.headers.get("Location", ""))
    if over_http.status not in (301, 302, 307, 308):
        return -20
    if target.scheme != "https":
        return -10
    return 0 if target.netloc == host else -5


def referrer_policy(headers: Message) -> int:
    value = headers.get("Referrer-Policy")
    return 0 if value is None else 5 if value in PRIVATE_REFERRERS else -5


def strict_transport_security(headers: Message) -> int:
    """Without the five points of a domain that is preloaded."""
    values = headers.get_all("Strict-Transport-Security", [])
    ages = [
        int(part.strip().removeprefix("max-age="))
        for part in ";".join(values).split(";")
        if part.strip().startswith("max-age=")
    ]
    if len(ages) != 1:
        return -20
    return 0 if ages[0] >= SIX_MONTHS else -10


def subresource_integrity(sources: list[str]) -> int:
    """`sources` are those of the page's scripts; ours come from the site itself."""
    is_own = all(each.startswith("/") and each[1:2] != "/" for each in sources)
    return 0 if is_own else -5


def content_type_options(headers: Message) -> int:
    return 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5


def frame_options(headers: Message) -> int:
    if "frame-ancestors" in directives(headers):
        return 5
    return 0 if headers.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") else -20


def resource_policy(headers: Message) -> int:
    known = {"same-origin": 10, "same-site": 10, "cross-origin": 0, None: 0}
    return known.get(headers.get("Cross-Origin-Resource-Policy"), -5)


def score(points: list[int]) -> int:
    """Extra credit counts only where little is lost."""
    lost = 100 + sum(each for each in points if each < 0)
    gained = sum(each for each in points if each > 0)
    return max(lost + gained if lost >= LEAST_FOR_EXTRA_CREDIT else lost, 0)
