"""Tables on the terminal."""

from collections.abc import Iterable

from .load import Figures

HEADS = ["req/s", "ratio", "p50 ms", "p99 ms", "CPU ms", "bytes", "failed"]


def print_table(heads: list[str], rows: Iterable[list[str]]) -> None:
    """The first column to the left, the others to the right."""
    lines = [heads, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for first, *others in lines:
        cells = [
            each.rjust(width) for each, width in zip(others, widths[1:], strict=True)
        ]
        print("  ".join([first.ljust(widths[0]), *cells]), flush=True)


def print_figures(
    what: str, figures: dict[str, Figures], limits: dict[str, str]
) -> None:
    """What each came to; `limits` names for each the one that its ratio is to."""
    print_table(
        [what, *HEADS],
        [row(name, each, figures[limits[name]]) for name, each in figures.items()],
    )


def row(name: str, figures: Figures, limit: Figures) -> list[str]:
    return [
        name,
        f"{figures.per_second:,.0f}",
        f"{figures.per_second / limit.per_second:.2f}",
        f"{figures.p50:.2f}",
        f"{figures.p99:.2f}",
        f"{figures.cpu:.3f}",
        f"{figures.bytes:,.0f}",
        f"{figures.failed:,}",
    ]
