"""Train the network that reads a claim beside a statement.

    python training/claims/train.py build/pairs.jsonl --base MINILM --output build/claims [--from build/claims/last.pt [--keep claim]]
    python training/claims/train.py build/pairs.jsonl --base MPNET --output build/teacher --frozen 4 --dropout 0 --bf16
    python training/claims/train.py build/pairs.jsonl build/unlabelled.jsonl --base MINILM --from … --answers build/answers.npz

MiniLM-L6 (all-MiniLM-L6-v2; Wang et al. 2020, Reimers and Gurevych 2019) reads both as one text, ``[CLS] claim
[SEP] statement [SEP]``; the means of the states of each go through one layer for each task of `pairs`. A batch holds
pairs of like length, as many as ``--tokens`` word pieces. What the network that is begun from answers to pairs that
tell a head of ``--keep`` nothing is their soft label there, lest the head forget it (learning without forgetting; Li and
Hoiem 2016). A larger encoder (MPNet; Song et al. 2020) may be the teacher: what it answers (`answers`) are soft labels beside
those of people (knowledge distillation; Hinton et al. 2015), of pairs without any too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor, nn

TASKS = {"claim": 3, "stance": 3, "strengthens": 2, "weakens": 2, "one_claim": 2}
_UNTOLD = -100  # label of a head that a pair tells nothing about
LONGEST = 160  # word pieces of a pair


class Pairs(nn.Module):
    """The encoder with one head a task."""

    def __init__(self, base: Path, *, frozen: int = 0, dropout: float = 0.1) -> None:
        super().__init__()
        from transformers import AutoModel

        self.encoder = AutoModel.from_pretrained(
            base, hidden_dropout_prob=dropout, attention_probs_dropout_prob=dropout
        )
        self.typed = hasattr(self.encoder.embeddings, "token_type_embeddings")
        if frozen:
            for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:frozen]):
                part.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.heads = nn.ModuleDict(
            {name: nn.Linear(2 * width, many) for name, many in TASKS.items()}
        )
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> dict[str, Tensor]:
        more = {"token_type_ids": types} if self.typed else {}
        states = self.encoder(input_ids=ids, attention_mask=mask, **more).last_hidden_state
        pooled = self.dropout(pool(states, types, mask))
        return {name: head(pooled) for name, head in self.heads.items()}


def pool(states: Tensor, types: Tensor, mask: Tensor) -> Tensor:
    """The mean state of the claim and that of the statement, beside each other."""
    sides = []
    for held in (mask * (1 - types), mask * types):
        weight = held.unsqueeze(-1).to(states.dtype)
        sides.append((states * weight).sum(1) / weight.sum(1).clamp(min=1))
    return torch.cat(sides, dim=-1)


def encoded(tokenizer: Tokenizer, pairs: list[dict]) -> list[tuple[list[int], list[int]]]:
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    batch = tokenizer.encode_batch([(one["claim"], one["statement"]) for one in pairs])
    return [(one.ids, one.type_ids if any(one.type_ids) else _sides(one)) for one in batch]


def _sides(coded: Encoding) -> list[int]:
    """Which pieces are the statement's, where the tokenizer knows no types."""
    return [int(side == 1) for side in coded.sequence_ids]


def batches(codes: list, tokens: int, rng: random.Random | None) -> list[list[int]]:
    """Places of pairs of like length, in a random order; without chance the shortest first."""
    made = []
    chance = rng.random if rng is not None else float  # of which a call is 0.0
    places = sorted(
        range(len(codes)), key=lambda place: (len(codes[place][0]) + 6 * chance(), chance())
    )
    some: list[int] = []
    for place in places:
        if some and len(codes[place][0]) * (len(some) + 1) > tokens:
            made.append(some)
            some = []
        some.append(place)
    if some:
        made.append(some)
    if rng is not None:
        rng.shuffle(made)
    return made


def labels(pair: Mapping[str, Any]) -> dict[str, int]:
    """What a pair tells each head that it tells something."""
    told = {pair["task"]: pair["label"]} if pair["task"] else {}
    return told | {"one_claim": pair["one_claim"]} if "one_claim" in pair else told


def loss_of(
    told: Mapping[str, Tensor], pairs: Sequence[Mapping[str, Any]], taught: float = 1.0
) -> Tensor:
    """Cross-entropy of every head over the pairs that tell it something, for each pair of the batch.

    Where a pair has ``kept`` answers of a head, these are its soft label; so are those that a teacher ``taught``, by their
    weight beside the labels.
    """
    losses = []
    for task, logits in told.items():
        gold = torch.tensor([labels(one).get(task, _UNTOLD) for one in pairs])
        losses.append(
            nn.functional.cross_entropy(
                logits.float(), gold, label_smoothing=0.05, ignore_index=_UNTOLD, reduction="sum"
            )
        )
        for answers, weight in (("kept", 1.0), ("taught", taught)):
            if rows := [row for row, one in enumerate(pairs) if task in one.get(answers, {})]:
                soft = torch.tensor([pairs[row][answers][task] for row in rows])
                loss = nn.functional.cross_entropy(logits[rows].float(), soft, reduction="sum")
                losses.append(weight * loss)
    return torch.stack(losses).sum() / len(pairs)


@torch.no_grad()
def keep(
    model: Pairs, pairs: list[dict], codes: list, tokens: int, tasks: Sequence[str], bf16: bool
) -> None:
    """Put what a network answers with some heads, as probabilities, beside the pairs that tell these nothing."""
    model.eval()
    for places in batches(codes, tokens, random.Random(0)):
        untold = [place for place in places if not labels(pairs[place]).keys() >= set(tasks)]
        if untold:
            with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                told = model(*tensors(codes, untold))
            for row, place in enumerate(untold):
                pairs[place]["kept"] = {
                    task: told[task][row].float().softmax(-1).tolist()
                    for task in tasks
                    if task not in labels(pairs[place])
                }
    model.train()


def tensors(codes: list, places: list[int]) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(codes[place][0]) for place in places)
    ids = torch.zeros(len(places), longest, dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, place in enumerate(places):
        one, kinds = codes[place]
        ids[row, : len(one)] = torch.tensor(one)
        types[row, : len(one)] = torch.tensor(kinds)
        mask[row, : len(one)] = 1
    return ids, types, mask


@torch.no_grad()
def measure(model: Pairs, pairs: list[dict], codes: list, tokens: int) -> str:
    model.eval()
    right: dict[str, list[int]] = defaultdict(list)
    for places in batches(codes, tokens, random.Random(0)):
        told = {
            task: logits.argmax(-1).tolist()
            for task, logits in model(*tensors(codes, places)).items()
        }
        for row, place in enumerate(places):
            for task, label in labels(pairs[place]).items():
                right[f"{pairs[place]['set']}/{task}"].append(int(told[task][row] == label))
    model.train()
    return " ".join(
        f"{name}={100 * sum(all_) / len(all_):.1f}" for name, all_ in sorted(right.items())
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--base", type=Path, required=True, help="folder of the encoder")
    parser.add_argument("--frozen", type=int, default=0, help="layers that stay, the lowest")
    parser.add_argument("--dropout", type=float, default=0.1, help="in the encoder")
    parser.add_argument("--answers", type=Path, help="of a teacher, as answers.py writes them")
    parser.add_argument("--taught", type=float, default=2.0, help="their weight beside labels")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--from", dest="before", type=Path)
    parser.add_argument("--keep", default="", help="heads that are not to forget, as NAME,…")
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--tokens", type=int, default=2_400)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--most", help="of a set, as NAME:MANY,…")
    parser.add_argument("--bf16", action="store_true", help="where the processor computes in it")
    parser.add_argument("--seed", type=int, default=1)
    o = parser.parse_args()
    torch.manual_seed(o.seed)
    rng = random.Random(o.seed)
    o.output.mkdir(parents=True, exist_ok=True)
    pairs = [json.loads(line) for path in o.pairs for line in path.read_text().splitlines()]
    pairs = limited(pairs, o.most, rng)
    rng.shuffle(pairs)
    tokenizer = Tokenizer.from_file(str(o.base / "tokenizer.json"))
    codes = encoded(tokenizer, pairs)
    apart = min(1_500, len(pairs) // 20)
    if o.answers:
        teach(pairs, o.answers)
    model = Pairs(o.base, frozen=o.frozen, dropout=o.dropout)
    if o.before:
        begin_from(model, torch.load(o.before, weights_only=True))
        keep(model, pairs, codes, o.tokens, [name for name in o.keep.split(",") if name], o.bf16)
    learned = [value for value in model.parameters() if value.requires_grad]
    decayed = [value for value in learned if value.ndim > 1]
    other = [value for value in learned if value.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": other, "weight_decay": 0.0}],
        lr=o.rate,
    )
    one_epoch = len(batches(codes[apart:], o.tokens, random.Random(0)))
    steps = int(one_epoch * o.epochs)
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm))),
    )
    print(f"{len(pairs)} pairs, {steps} steps", flush=True)
    done, begun, loss_sum = 0, time.time(), 0.0
    model.train()
    while done < steps:
        for places in batches(codes[apart:], o.tokens, rng):
            places = [place + apart for place in places]
            with torch.autocast("cpu", torch.bfloat16, enabled=o.bf16):
                told = model(*tensors(codes, places))
            loss = loss_of(told, [pairs[place] for place in places], o.taught)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            done += 1
            loss_sum += loss.item()
            if done % 50 == 0:
                rate = (time.time() - begun) / done
                print(f"{done}/{steps} loss {loss_sum / 50:.3f} {rate:.2f} s a step", flush=True)
                loss_sum = 0.0
            if done % 500 == 0 or done == steps:
                print(measure(model, pairs[:apart], codes[:apart], o.tokens), flush=True)
                torch.save(model.state_dict(), o.output / "last.pt")
            if done == steps:
                break


def teach(pairs: Sequence[dict[str, Any]], answers: Path) -> None:
    """Put a teacher's answers, as probabilities, beside the pairs that it has read."""
    held = np.load(answers)
    place = {int(digest): row for row, digest in enumerate(held["digest"])}
    shares = {
        task: torch.from_numpy(held[task].astype(np.float32)).softmax(-1)
        for task in TASKS
        if task in held
    }
    for one in pairs:
        row = place.get(digest_of(one["claim"], one["statement"]))
        if row is not None:
            one["taught"] = {task: share[row].tolist() for task, share in shares.items()}


def digest_of(claim: str, statement: str) -> int:
    """By what a pair is known, in 64 bits."""
    told = f"{claim}\0{statement}".encode()
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "little")


def begin_from(model: Pairs, weights: Mapping[str, Tensor]) -> None:
    """Put weights in a network; heads that they lack begin anew, and nothing else may be lacking or left over."""
    found = model.load_state_dict(weights, strict=False)
    lacking = [name for name in found.missing_keys if not name.startswith("heads.")]
    if lacking or found.unexpected_keys:
        raise SystemExit(f"not of this network: {', '.join([*lacking, *found.unexpected_keys])}")


def limited(pairs: list[dict], most: str | None, rng: random.Random) -> list[dict]:
    """At most so many pairs of a set."""
    told = {
        name: int(many)
        for name, _, many in (one.partition(":") for one in (most or "").split(",") if one)
    }
    by_set: dict[str, list[dict]] = defaultdict(list)
    for one in pairs:
        by_set[one["set"]].append(one)
    return [
        one
        for name, some in by_set.items()
        for one in rng.sample(some, min(told.get(name, len(some)), len(some)))
    ]


if __name__ == "__main__":
    main()
