"""Studies too large for memory, from Python: begin one, go on with one, read what one comes to so far."""

from __future__ import annotations

from casus.study.streaming.stream import resume, stream
from casus.study.streaming.streamed import StreamedStudy, open_streamed

__all__ = ["StreamedStudy", "open_streamed", "resume", "stream"]
