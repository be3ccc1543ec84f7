"""Weights between those of a network before and after it learned something more.

    python training/claims/between.py BEFORE.pt AFTER.pt --share 0.5 --output build/between/last.pt

What was learned last is half kept, what was known before half restored: often better than either on what each is for
(WiSE-FT; Wortsman et al. 2022, *Robust fine-tuning of zero-shot models*). Heads that only the latter has are its own.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of the latter, 0 to 1")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    before, after = (
        torch.load(path, map_location="cpu", weights_only=True)
        for path in (options.before, options.after)
    )
    made = {
        name: torch.lerp(before[name], value, options.share)
        if name in before and value.is_floating_point()
        else value
        for name, value in after.items()
    }
    options.output.parent.mkdir(parents=True, exist_ok=True)
    torch.save(made, options.output)


if __name__ == "__main__":
    main()
