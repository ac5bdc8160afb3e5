"""Where a study was played and where it is replayed in, what most likely moved its bits out, as a sentence."""

from __future__ import annotations

from collections.abc import Mapping

Elsewhere = Mapping[str, tuple[str, str]]
"""What differs between the two: by name, as kept and now."""

CODE = {"version": "version of Casus", "kernel": "code of the kernel", "model": "code of the model around it"}
LIBRARIES = {
    "numpy": "numpy", "numba": "numba", "llvmlite": "llvmlite", "scipy": "scipy", "xarray": "xarray", "python": "Python",
    "compiled": "compilation", "numba-cuda": "numba-cuda",
}  # fmt: skip
PROCESSOR = {
    "device": "device", "machine": "machine", "libc": "mathematical library", "cpu": "processor",
    "cpu_features": "processor's instructions",
    "numpy_simd": "instructions that numpy uses", "libc_tunables": "settings of the mathematical library",
    "blas_core": "settings of the linear algebra",
}  # fmt: skip
WORDS = CODE | LIBRARIES | PROCESSOR


def elsewhere(kept: Mapping[str, str], now: Mapping[str, str]) -> Elsewhere:
    """What differs, in the order in which it is likely to move results."""
    names = [*WORDS, *sorted({*kept, *now} - set(WORDS))]
    pairs = {
        name: (kept.get(name, "unknown"), now.get(name, "unknown")) for name in names if name in kept or name in now
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def likely_cause(found: Elsewhere, last_bits_only: bool) -> str:
    """Why numbers differ, as far as the environments tell."""
    code, libraries, processor = (
        [words for name, words in kind.items() if name in found] for kind in (CODE, LIBRARIES, PROCESSOR)
    )
    if code and not last_bits_only:
        return f"Likely cause: not the {_listed(code)} that it was kept with; the model itself may have changed."
    if "device" in found:
        kept, now = found["device"]
        return (
            f"Likely cause: played on another device ({kept} then, {now} now), which moves last bits, and turns a campaign "
            f"that stands on a threshold."
        )
    if libraries or processor:
        return (
            f"Likely cause: not the {_listed([*libraries, *processor])} that it was kept with, which moves last bits."
        )
    if code:
        return f"Likely cause: not the {_listed(code)} that it was kept with; sums may be taken in another order."
    return "No cause is known: the code, the libraries and the processor are those of the study. Please report it."


def _listed(words: list[str]) -> str:
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1]
