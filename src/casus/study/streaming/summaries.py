"""A tally in, one file out, and back: how far a streamed study is, and all that its answers are read off.

The file is put in place of the last one in a single step, after the chunk's outcomes are on the disk. So a chunk counts when
it is whole, and until then it is as if it had not been played.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from casus.flow.metrics.sketch import Sketch
from casus.flow.metrics.tally import Counted, Key, Summed, Tally
from casus.foundation.errors import StoreError
from casus.foundation.whole_files import write_whole

SUMMARIES = "summaries.npz"


def save_tally(tally: Tally, folder: Path) -> None:
    """Keep a tally in a folder."""
    content = BytesIO()
    np.savez_compressed(content, **_arrays(tally))
    write_whole(folder / SUMMARIES, content.getvalue(), settled=True)


def read_tally(folder: Path) -> Tally | None:
    """The tally in a folder, or None before the first chunk; raises StoreError for a file that is damaged."""
    file = folder / SUMMARIES
    try:
        with np.load(BytesIO(file.read_bytes())) as arrays:
            return _tally({name: arrays[name] for name in arrays.files})
    except FileNotFoundError:
        return None
    except (OSError, BadZipFile, ValueError, KeyError) as error:
        raise StoreError(f"{file}: cannot be read: {error}") from error


def _arrays(tally: Tally) -> dict[str, Any]:
    """A tally as arrays of whole numbers; what has no fixed size is written as text."""
    sketches = list(tally.sketches.values())
    text = {
        "worlds": tally.worlds,
        "counts": [[*key, *counted] for key, counted in tally.counts.items()],
        "sums": [[*key, str(summed.total), summed.n] for key, summed in tally.sums.items()],
        "sketches": list(tally.sketches),
        "attacks": list(tally.both_held),
    }
    return {
        "text": np.frombuffer(json.dumps(text).encode(), np.uint8),
        "buckets": _end_to_end([sketch.buckets for sketch in sketches]),
        "counts": _end_to_end([sketch.counts for sketch in sketches]),
        "lengths": np.array([len(sketch.buckets) for sketch in sketches], np.int64),
        "ends": np.array([[sketch.least, sketch.most] for sketch in sketches]),
        "both_held": np.array(list(tally.both_held.values())),
    }


def _end_to_end(arrays: Sequence[Any]) -> Any:
    return np.concatenate([np.empty(0, np.int64), *arrays])


def _tally(arrays: dict[str, Any]) -> Tally:
    text = json.loads(bytes(arrays["text"]))
    cuts = np.cumsum(arrays["lengths"])[:-1]
    by_sketch = zip(np.split(arrays["buckets"], cuts), np.split(arrays["counts"], cuts), arrays["ends"], strict=True)
    sketches = [Sketch(buckets, counts, float(ends[0]), float(ends[1])) for buckets, counts, ends in by_sketch]
    return Tally(
        text["worlds"],
        {_key(names): Counted(true, n) for *names, true, n in text["counts"]},
        {_key(names): Summed(Fraction(total), n) for *names, total, n in text["sums"]},
        dict(zip(map(_key, text["sketches"]), sketches, strict=True)),
        dict(zip(text["attacks"], arrays["both_held"], strict=True)),
    )


def _key(names: Sequence[str]) -> Key:
    design, attack, name = names
    return design, attack, name
