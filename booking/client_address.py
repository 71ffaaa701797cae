"""Where a request comes from, behind as many proxies as there are."""

import ipaddress

from django.conf import settings


def client_address(request) -> str:
    """The client's IP address; what a client writes into the header itself counts not.

    Each proxy of ours adds at the right of X-Forwarded-For the address that it saw.
    Empty where the server is reached through a socket.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if not 0 < settings.PROXIES <= len(forwarded):
        return direct
    try:
        return str(ipaddress.ip_address(forwarded[-settings.PROXIES].strip()))
    except ValueError:
        return direct


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
