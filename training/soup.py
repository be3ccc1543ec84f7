"""Average the weights of several checkpoints of one run into one.

    python training/soup.py build/run2/e3.pt build/run2/e4.pt --output build/run2/soup.pt

Late checkpoints of one run lie in one valley, and their mean is often better than any of them
(Izmailov et al. 2018, *Averaging weights leads to wider optima and better generalization*).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    saved = [
        torch.load(path, map_location="cpu", weights_only=True) for path in options.checkpoints
    ]
    mean = {
        name: torch.stack([one["model"][name].float() for one in saved]).mean(dim=0).to(first.dtype)
        for name, first in saved[0]["model"].items()
    }
    torch.save({"config": saved[0]["config"], "model": mean}, options.output)


if __name__ == "__main__":
    main()
