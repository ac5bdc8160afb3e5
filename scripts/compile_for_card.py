"""Nothing in, the whole kernel as a graphics card would run it out: PTX, compiled without a card, and what the assembler says.

Needs NVIDIA's compiler, not its card: pip install 'casus[cuda]' nvidia-cuda-nvcc-cu12, in an environment of its own.

python scripts/compile_for_card.py [--out FILE]
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

CAPABILITY = (8, 0)
"""Of the card that is compiled for: Ampere of 2020, the oldest one with fast double precision that data centres still run."""


def main() -> None:
    """Compile, assemble and print; exits with 0 where both went well."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, help="keep the PTX in this file")
    given = arguments.parse_args()
    ptx = compiled_for_card()
    if given.out:
        given.out.write_text(ptx, "utf-8")
    print(f"compiled: {ptx.count(chr(10)):,} lines of PTX for compute capability {'.'.join(map(str, CAPABILITY))}")
    print(f"loads and stores: {loads_and_stores(ptx)}")
    print(assembled(ptx))


def compiled_for_card() -> str:
    """The PTX of the kernel for one design against one attack."""
    os.environ["CASUS_DEVICE"] = "cuda"
    from numba import cuda, typeof
    from numba.cuda import dispatcher

    # Functions that the kernel calls are compiled for the card that is there: for this one, where none is.
    dispatcher.get_current_device = lambda: SimpleNamespace(compute_capability=CAPABILITY)
    from casus.flow.campaign.on_card import play_each

    ptx, _ = cuda.compile_ptx(play_each.py_func, tuple(typeof(one) for one in _arguments()), cc=CAPABILITY)
    return str(ptx)


def _arguments() -> list[object]:
    """What the kernel is called with, as it lies on the processor."""
    from casus.flow.campaign import arrays
    from casus.flow.campaign.blocks import rooms
    from casus.flow.campaign.on_card import _aligned
    from casus.flow.campaign.pack import pack, pack_blocks
    from casus.flow.draws.sample import sample
    from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

    scenario = read_scenario("tutorial")
    draws = sample(scenario, scenario_register(scenario_folder("tutorial")), 2)
    worlds, blocks = pack_blocks(scenario, draws)
    packed = pack(scenario, scenario.designs[0], scenario.attacks[0])
    empty, used = rooms(2)
    return [
        *map(_aligned, (worlds, *packed)), blocks.rows, blocks.filled, _aligned(blocks.lanes),
        tuple(map(_aligned, empty)), tuple(map(_aligned, used)), _aligned(arrays.many(arrays.OUTCOME, 2)),
    ]  # fmt: skip


def loads_and_stores(ptx: str) -> str:
    """How often the code reads and writes the card's memory, by kind: `u8` is a byte, `f64` a number of double precision."""
    kinds = Counter(re.findall(r"\b(?:ld|st)\.global\.(\w+)", ptx))
    return ", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common())


def assembled(ptx: str) -> str:
    """What NVIDIA's assembler says of the code that it makes of the PTX; ends the program where it makes none."""
    assembler = _assembler()
    if assembler is None:
        sys.exit("not assembled: no ptxas (pip install nvidia-cuda-nvcc-cu12)")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kernel.ptx"
        file.write_text(ptx, "utf-8")
        command = [assembler, "-v", f"-arch=sm_{''.join(map(str, CAPABILITY))}", file, "-o", file.with_suffix(".cubin")]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return "\n".join(line for line in said.splitlines() if "Used" in line or "spill" in line)


def _assembler() -> Path | None:
    found = find_spec("nvidia")
    places = (
        [Path(place) / "cuda_nvcc" / "bin" / "ptxas" for place in (found.submodule_search_locations or [])]
        if found
        else []
    )
    return next((place for place in places if place.exists()), None)


if __name__ == "__main__":
    main()
