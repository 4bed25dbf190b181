"""What the garbage collector need not look at."""

from __future__ import annotations

import gc
from functools import lru_cache


@lru_cache(maxsize=1)
def settle() -> None:
    """Once a process, when every screen is loaded: what is there stays, and is left out of later collections.

    Walking through all libraries again took a tenth of a second from whoever was being served (`make bench`).
    """
    gc.collect()
    gc.freeze()
