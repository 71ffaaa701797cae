"""QR codes, drawn by the page itself: no script, no style, no request."""

from typing import NamedTuple

import segno

QUIET = 4  # modules of white around it, by ISO/IEC 18004


class QRCode(NamedTuple):
    """The `d` of an SVG path over the dark modules, each one unit wide, and the `viewBox`
    with the margin that a scanner needs."""

    path: str
    view_box: str


def qr_code(text: str) -> QRCode:
    rows = segno.make(text, error="m", micro=False).matrix
    dark = [(x, y) for y, row in enumerate(rows) for x, bit in enumerate(row) if bit]
    size = len(rows) + 2 * QUIET
    path = "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)
    return QRCode(path, f"-{QUIET} -{QUIET} {size} {size}")
