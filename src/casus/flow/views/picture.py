"""A chart in, a picture file out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from casus.foundation.errors import InputError, Place, Problem

SUFFIXES = (".png", ".svg")


def save_picture(chart: Any, file: Path, scale: float = 2.0) -> Path:
    """The file, written as PNG or SVG by its suffix; `scale` is picture pixels for each pixel of the chart (PNG only).

    Needs neither browser nor network. Raises InputError for another suffix, or where the file cannot be written.
    """
    require_picture(file)
    return write_picture(png(plain(chart), scale) if file.suffix.lower() == ".png" else svg(plain(chart)), file)


def write_picture(picture: bytes, file: Path) -> Path:
    """The file, with a picture in it; raises InputError where it cannot be written."""
    try:
        file.write_bytes(picture)
    except OSError as error:
        raise InputError([Problem(f"cannot be written: {error.strerror}", Place(file))]) from error
    return file


def require_picture(file: Path) -> None:
    """Raise InputError for a file whose suffix is not that of a picture."""
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        what = f"a picture cannot be written as '{suffix}'" if suffix else "a picture's file name needs a suffix"
        raise InputError([Problem(what, Place(file), hint=f"allowed: {', '.join(SUFFIXES)}")])


def png(chart: dict[str, Any], scale: float) -> bytes:
    """A chart that is plain Vega-Lite, as PNG."""
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(chart, scale=scale))


def svg(chart: dict[str, Any]) -> bytes:
    """A chart that is plain Vega-Lite, as SVG."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart)).encode()


def plain(chart: Any) -> dict[str, Any]:
    """The chart as Vega-Lite.

    Parts that Altair made were checked when they were made, and to check the whole again takes a fifth of the time.
    """
    return chart if isinstance(chart, dict) else dict(chart.to_dict(validate=False))
