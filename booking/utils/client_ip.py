"""Where a request comes from, behind as many proxies as there are."""

import ipaddress

from django.conf import settings


def client_address(request) -> str:
    """The client's IP address; what a client writes into the header itself counts not.

    Each proxy of ours adds at the right of X-Forwarded-For the address that it saw.
    Empty where the server is reached through a socket.
    """
    direct, forwarded = addresses(request)
    if not 0 < settings.PROXIES <= len(forwarded):
        return direct
    try:
        return str(ipaddress.ip_address(forwarded[-settings.PROXIES]))
    except ValueError:
        return direct


def addresses(request) -> tuple[str, list[str]]:
    """Who connects, and whom X-Forwarded-For names."""
    named = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    direct = request.META.get("REMOTE_ADDR", "")
    return direct, [address.strip() for address in named if address.strip()]


def wrong_proxies(request) -> str:
    """What speaks against PROXIES as it is set, empty where nothing does: a proxy that is
    not counted connects from its own network, and where one is missing, a stranger does.

    A stranger cannot bring this about for a site that is set up well.
    """
    direct, forwarded = addresses(request)
    is_too_few = len(forwarded) > settings.PROXIES and not is_public(
        client_address(request)
    )
    is_too_many = len(forwarded) < settings.PROXIES and is_public(direct)
    if not (is_too_few or is_too_many):
        return ""
    count = f"{len(forwarded)} address{'es' * (len(forwarded) != 1)}"
    return (
        f"PROXIES is {settings.PROXIES}, but a request arrived with {count} in "
        "X-Forwarded-For"
    )


def is_public(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False


def network(address: str) -> str:
    """What one client has for itself: an IPv4 address, or 64 bits of IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(parsed), 64), strict=False))
