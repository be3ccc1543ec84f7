"""Let a teacher read pairs: each gets its answers, ``soft``, from which `train` lets a smaller network learn.

python training/claims/teach.py build/pairs.jsonl --base FOLDER --teacher build/teacher/last.pt -o build/taught.jsonl
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer

from train import Pairs, batches, encoded, tensors


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--base", type=Path, required=True, help="folder of the teacher's encoder")
    parser.add_argument("--teacher", type=Path, required=True, help="checkpoint of train.py")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--tokens", type=int, default=6_000)
    parser.add_argument("--bf16", action="store_true", help="where the processor computes in it")
    o = parser.parse_args()
    pairs = [json.loads(line) for path in o.pairs for line in path.read_text().splitlines()]
    codes = encoded(Tokenizer.from_file(str(o.base / "tokenizer.json")), pairs)
    model = Pairs(o.base)
    model.load_state_dict(torch.load(o.teacher, weights_only=True))
    model.eval()
    made = batches(pairs, codes, o.tokens, random.Random(0))
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=o.bf16):
        for number, places in enumerate(made):
            told = model(*tensors(codes, places))[pairs[places[0]]["task"]].float().softmax(-1)
            for place, soft in zip(places, told.tolist(), strict=True):
                pairs[place]["soft"] = [round(value, 4) for value in soft]
            if number % 100 == 0:
                print(f"{number}/{len(made)}", flush=True)
    with o.output.open("w", encoding="utf-8") as out:
        for one in pairs:
            out.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
