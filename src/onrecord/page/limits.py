"""How much of anything is read; beyond these an input is refused with a clear error."""

from __future__ import annotations

__all__ = ["MAX_PAGE_BYTES", "MAX_SKIPPED_BYTES"]

#: Bytes of one page, decompressed. The largest real news page we have met has 3 MB.
MAX_PAGE_BYTES = 16_000_000
#: Bytes that an archive's record may expand to while it is skipped; beyond it the file is a bomb.
MAX_SKIPPED_BYTES = 1_000_000_000
