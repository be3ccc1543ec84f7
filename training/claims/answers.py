"""What a teacher answers to pairs, for a smaller network to learn from.

    python training/claims/answers.py build/teacher/last.pt build/pairs.jsonl build/unlabelled.jsonl --base MPNET -o build/answers.npz

The file holds no words: ``digest`` (uint64 [pairs], `train.digest_of`) and the logits of each head of ``--tasks`` (float16
[pairs, answers]). It is written anew now and then, so that a run that breaks off has not been in vain; one that finds it
goes on.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from train import TASKS, Pairs, batches, digest_of, encoded, tensors

_KEPT_EVERY = 300.0  # seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--base", type=Path, required=True, help="folder of the teacher's encoder")
    parser.add_argument("--tasks", default="claim,one_claim", help="heads, as NAME,…")
    parser.add_argument("--tokens", type=int, default=3_000)
    parser.add_argument("-o", "--output", type=Path, required=True)
    o = parser.parse_args()
    tasks = o.tasks.split(",")
    found = _found(o.output, tasks)
    lines = (line for path in o.pairs for line in path.read_text().splitlines())
    pairs = {digest_of(one["claim"], one["statement"]): one for one in map(json.loads, lines)}
    left = [digest for digest in pairs if digest not in found]
    print(f"{len(pairs)} pairs, {len(left)} of them to read", flush=True)
    model = Pairs(o.base)
    model.load_state_dict(torch.load(o.weights, weights_only=True))
    model.eval()
    codes = encoded(
        Tokenizer.from_file(str(o.base / "tokenizer.json")), [pairs[digest] for digest in left]
    )
    kept = time.monotonic()
    for places in batches(codes, o.tokens, None):
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            told = model(*tensors(codes, places))
        for row, place in enumerate(places):
            found[left[place]] = [told[task][row].float().numpy() for task in tasks]
        if time.monotonic() - kept > _KEPT_EVERY:
            _keep(o.output, found, tasks)
            print(f"{len(found)} of {len(pairs)}", flush=True)
            kept = time.monotonic()
    _keep(o.output, found, tasks)


def _found(path: Path, tasks: list[str]) -> dict[int, list[np.ndarray]]:
    if not path.exists():
        return {}
    held = np.load(path)
    rows = zip(*(held[task] for task in tasks), strict=True)
    return {int(digest): list(row) for digest, row in zip(held["digest"], rows, strict=True)}


def _keep(path: Path, found: dict[int, list[np.ndarray]], tasks: list[str]) -> None:
    digests = np.array(sorted(found), dtype=np.uint64)
    logits = {
        task: np.array([found[int(digest)][number] for digest in digests], dtype=np.float16)
        for number, task in enumerate(tasks)
    }
    assert all(logits[task].shape == (len(digests), TASKS[task]) for task in tasks)
    beside = path.with_suffix(".part.npz")
    np.savez_compressed(beside, digest=digests, **logits)
    beside.replace(path)


if __name__ == "__main__":
    main()
