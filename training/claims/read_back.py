"""Read the exported network of claims back into a checkpoint, for ``train.py --from``.

    python training/claims/read_back.py src/onrecord/stories/model --base MINILM --output build/claims/shipped.pt

Needs ``training`` on the path too. A weight of int8 comes back as its value; heads that the model lacks begin anew.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from graphs import load, weights
from train import Pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("model", type=Path, help="folder of the exported network")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    found = weights(load(options.model / "network.onnx"))
    own = Pairs(options.base).state_dict()
    missing = sorted(
        name
        for name in own.keys() - found.keys()
        if not name.startswith(("encoder.pooler", "heads."))
    )
    if missing:
        raise SystemExit(f"not in {options.model}: {', '.join(missing)}")
    for name in own.keys() & found.keys():
        own[name] = torch.from_numpy(np.array(found[name], np.float32))
    torch.save(own, options.output)


if __name__ == "__main__":
    main()
