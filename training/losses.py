"""What a model's answers cost: against gold, and against a teacher's answers.

A student learns its teacher's answers besides the gold (Hinton et al. 2015, *Distilling the knowledge in a
neural network*): which pieces are anchors and in which span, where the text names a source, of what kind
it is. Of texts that nobody labelled it learns the teacher's answers alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits as bce
from torch.nn.functional import cross_entropy

from dataset import UNKNOWN
from model import AttributionModel
from onrecord.attributions import LABELS

__all__ = ["LINK_WEIGHT", "Teaching", "answer_of", "clues_loss", "loss_of"]

Batch = dict[str, Tensor]

# Mean loss of an anchor's pieces, by kind and role: the spans of source and cue are short, so
# their pieces weigh more.
_KIND_WEIGHT = (1.0, 0.25, 0.25)
_ROLE_WEIGHT = (3.0, 3.0, 1.0)
_BORDER_WEIGHT = (0.006, 0.006, 0.012)  # of an anchor's borders, by role
_LEVEL_WEIGHT = (1.0, 2.0, 1.0)  # of an anchor, outer, inner or continued: the inner ones are few
_STATES_WEIGHT = 1.0
LINK_WEIGHT = 0.15  # of who the source is, and of who carried it
_LABEL_WEIGHT = 0.04  # of what kind the source is, and the like
_LEAST_ANCHOR = 0.3  # of a teacher's, from which what it says of the spans is learned
_SPOKEN_LEVELS = 2  # outer and inner anchors have spans that are worth learning without gold


@dataclass(frozen=True, slots=True)
class Teaching:
    """Whom a student learns from.

    Attributes:
        answers: whose answers it is to give, in the mean of several (Hinton et al. 2015); of any size, on the same
            word pieces.
        states: whether its own states are drawn to the first teacher's, layer by layer (Romero et al. 2015,
            *FitNets*): that is where the fewer weights have to do the work of the more. For a teacher
            as deep and as wide as the student.
        clues: whether to learn where it points and how it labels too: of teachers that learned that.
        share: of the teachers' answers in what the student is to answer where there is gold.
        rare_of_first: whether the first teacher alone is asked what is rare: what goes on without a cue, and who
            carried what is told. A new teacher learns these last.
    """

    answers: tuple[AttributionModel, ...]
    states: bool = False
    clues: bool = False
    share: float = 0.5
    rare_of_first: bool = False


@dataclass(frozen=True, slots=True)
class _Answers:
    """What a model says of a batch, in logits.

    Attributes:
        layers: states behind each layer.
        anchors: float [windows, pieces, levels].
        scores: float [anchors, 9, pieces].
        pointed: of the pieces that name a source and one who carried it; each float [anchors, 1 + all pieces].
        labels: float [anchors, values].
    """

    layers: list[Tensor]
    anchors: Tensor
    scores: Tensor
    pointed: tuple[Tensor, Tensor]
    labels: Tensor


@dataclass(frozen=True, slots=True)
class _Believed:
    """What a teacher holds for how probable, shaped as `_Answers`, and how much of the aim that is.

    Attributes:
        share: of the aim where there is gold; where there is none, it is all of it.
        layers: the teacher's states.
        borders: float [anchors, 6, 1 + pieces].
    """

    share: float
    layers: list[Tensor]
    anchors: Tensor
    spans: Tensor
    borders: Tensor
    pointed: tuple[Tensor, Tensor]
    labels: Tensor


def loss_of(
    model: AttributionModel,
    batch: Batch,
    *,
    teaching: Teaching | None = None,
    link_weight: float = LINK_WEIGHT,
    bf16: bool = False,
) -> Tensor:
    """Loss of a batch against its gold; of a student, against its teacher too, by `Teaching.share`."""
    believed = None
    if teaching is not None:
        batch, believed = _believed(teaching, batch, bf16=bf16)
    ours = _answers(model, batch, bf16=bf16)
    loss = _anchor_loss(ours, batch, believed) + _span_loss(ours, batch, believed)
    of_clues = believed if teaching is not None and teaching.clues else None
    loss = loss + link_weight * _link_loss(ours, batch, of_clues)
    loss = loss + _LABEL_WEIGHT * _label_loss(ours, batch, of_clues)
    if believed is not None and teaching is not None and teaching.states:
        apart = _states_apart(ours.layers, believed.layers, batch["mask"].float())
        loss = loss + _STATES_WEIGHT * apart
    return loss


def clues_loss(model: AttributionModel, batch: Batch) -> Tensor:
    """Loss of what is said beside the spans, from an encoder that stays as it is."""
    with torch.no_grad():
        layers = _layers(model, batch, bf16=False)
    ours = _read_off(model, layers, batch, bf16=False)
    return LINK_WEIGHT * _link_loss(ours, batch, None) + _label_loss(ours, batch, None)


def answer_of(
    model: AttributionModel, batch: Batch, *, bf16: bool = False
) -> tuple[Tensor, Tensor, list[Tensor], list[Tensor], Tensor]:
    """What a model says of a batch where gold's anchors and sources are given, in logits.

    Returns:
        anchors, scores, what is pointed at (as `_Answers` has them, what is not open aside), labels by field, and
        where an anchor may point, bool [anchors, 1 + all pieces].
    """
    given, open_ = _answers(model, batch, bf16=bf16), _open(batch)
    pointed = [_among(one, open_) for one in given.pointed]
    return given.anchors, given.scores, pointed, list(given.labels.split(_FIELDS, dim=1)), open_


def _layers(model: AttributionModel, batch: Batch, *, bf16: bool) -> list[Tensor]:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        return model.layers(batch["ids"], batch["cases"], batch["breaks"], batch["mask"])


def _answers(model: AttributionModel, batch: Batch, *, bf16: bool) -> _Answers:
    return _read_off(model, _layers(model, batch, bf16=bf16), batch, bf16=bf16)


def _read_off(
    model: AttributionModel, layers: list[Tensor], batch: Batch, *, bf16: bool
) -> _Answers:
    """What a model says that has these states."""
    window, position, low = batch["window"], batch["position"], batch["low"]
    source = batch["targets"][:, 0]
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        anchors = model.anchors(layers[-1]).float()
        scores = model.score(layers[-1], window, position).float()
    links = model.links(layers[-1].float())
    pointed = (
        model.point(links, window, position, source, low),
        model.carry(links, window, position, low),
    )
    return _Answers(layers, anchors, scores, pointed, model.labels(links, window, position, source))


@torch.no_grad()
def _believed(teaching: Teaching, batch: Batch, *, bf16: bool) -> tuple[Batch, _Believed]:
    """A batch with the anchors that teachers find where there is no gold, and what they say of all."""
    taught = [(teacher, _layers(teacher, batch, bf16=bf16)) for teacher in teaching.answers]
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        each = [teacher.anchors(layers[-1]).float().sigmoid() for teacher, layers in taught]
    anchors = _mean(each)
    if teaching.rare_of_first:
        anchors[..., _SPOKEN_LEVELS:] = each[0][..., _SPOKEN_LEVELS:]
    untold = batch["told"][..., :_SPOKEN_LEVELS] == 0
    likely = ((anchors[..., :_SPOKEN_LEVELS] >= _LEAST_ANCHOR) & untold).any(-1)
    likely &= batch["mask"].bool() & (batch["anchor_map"].sum(-1) == 0)
    window, position = likely.nonzero(as_tuple=True)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        spans = _mean(
            teacher.score(layers[-1], window, position).float().sigmoid()
            for teacher, layers in taught
        )
    batch = _with_anchors(batch, window, position, (spans > 0.5).float())
    all_say = [_read_off(teacher, layers, batch, bf16=bf16) for teacher, layers in taught]
    open_, valid = _open(batch), _valid(batch)
    return batch, _Believed(
        layers=taught[0][1],
        share=teaching.share,
        anchors=anchors,
        spans=_mean(one.scores.sigmoid() for one in all_say),
        borders=_mean(_border_logs(one.scores, valid).exp() for one in all_say),
        pointed=(
            _mean(_among(one.pointed[0], open_).softmax(1) for one in all_say),
            _mean(
                _among(one.pointed[1], open_).softmax(1)
                for one in (all_say[:1] if teaching.rare_of_first else all_say)
            ),
        ),
        labels=_mean(
            torch.cat([part.softmax(1) for part in one.labels.split(_FIELDS, dim=1)], dim=1)
            for one in all_say
        ),
    )


def _mean(parts: Iterable[Tensor]) -> Tensor:
    return torch.stack(list(parts)).mean(dim=0)


def _with_anchors(batch: Batch, window: Tensor, position: Tensor, targets: Tensor) -> Batch:
    """A batch with further anchors, of which nothing is known but by a teacher."""
    count = len(window)
    further = {
        "window": window,
        "position": position,
        "targets": targets,
        "spoken": torch.ones(count),
        "linked": torch.zeros((count, 2), dtype=torch.bool),
        "antecedents": torch.zeros((count, *batch["antecedents"].shape[1:]), dtype=torch.bool),
        "labels": torch.full((count, len(LABELS)), UNKNOWN),
        "unmarked": torch.ones(count),
    }
    known = {**batch, "unmarked": torch.zeros(len(batch["window"]))}
    return {**batch, **{name: torch.cat((known[name], one)) for name, one in further.items()}}


def _anchor_loss(ours: _Answers, batch: Batch, believed: _Believed | None) -> Tensor:
    mask = batch["mask"].float()
    aim, told = batch["anchor_map"], batch["told"]
    if believed is not None:
        share = torch.where(told > 0, believed.share, 1.0)
        aim = torch.lerp(aim, believed.anchors, share.expand_as(aim))
        told = torch.ones_like(told)
    by_level = bce(ours.anchors, aim, reduction="none") * mask.unsqueeze(-1) * told
    by_level = by_level * torch.tensor(_LEVEL_WEIGHT)
    return 3.0 * by_level.sum() / mask.sum()


def _span_loss(ours: _Answers, batch: Batch, believed: _Believed | None) -> Tensor:
    spoken, valid = batch["spoken"], _valid(batch)
    if not spoken.any():
        return torch.zeros(())
    targets = batch["targets"]
    borders = _border_targets(targets)
    if believed is not None:
        share = torch.where(batch["unmarked"] > 0, 1.0, believed.share)[:, None, None]
        targets = torch.lerp(targets, believed.spans, share.expand_as(targets))
        borders = torch.lerp(borders, believed.borders, share.expand_as(borders))
    counted = valid * spoken[:, None, None]
    pieces = bce(ours.scores, targets, reduction="none") * counted
    weight = torch.tensor([k * r for k in _KIND_WEIGHT for r in _ROLE_WEIGHT])
    loss = (pieces.sum(dim=(0, 2)) / counted.sum() * weight).sum()
    by_border = -(borders * _border_logs(ours.scores, valid)).sum(-1)[spoken > 0]
    return loss + (by_border.mean(dim=0) * torch.tensor(_BORDER_WEIGHT).repeat(2)).sum()


def _link_loss(ours: _Answers, batch: Batch, believed: _Believed | None) -> Tensor:
    """How unlikely it is to the model that one of the gold antecedents is meant; nowhere, if there is none.

    Those are looked for in an anchor's own window and the ones of its article before. Where it is not
    known which is meant, a teacher's answer stands for it.
    """
    loss = torch.zeros(())
    if not len(batch["window"]):
        return loss
    open_ = _open(batch)
    for place, logits in enumerate(ours.pointed):
        known = batch["linked"][:, place]
        logs = _among(logits, open_).log_softmax(1)
        unlikely = _unlikely(logs, batch["antecedents"][:, place].flatten(1) & open_[:, 1:])
        if believed is not None:
            share = torch.where(known, believed.share, 1.0)
            unlikely = torch.lerp(unlikely, -(believed.pointed[place] * logs).sum(1), share)
            known = torch.ones_like(known)
        if known.any():
            loss = loss + unlikely[known].mean()
    return loss


def _open(batch: Batch) -> Tensor:
    """Where an anchor may point: nowhere, first, and pieces of its article, bool [anchors, 1 + all pieces]."""
    window, run = batch["window"], batch["run"]
    rows = torch.arange(len(run))
    reach = (run[window].unsqueeze(1) == run) & (rows <= window.unsqueeze(1))
    allowed = reach.unsqueeze(2) & batch["mask"].bool()
    allowed[torch.arange(len(window)), window] &= batch["targets"][:, 0] == 0
    return torch.cat((torch.ones(len(window), 1, dtype=torch.bool), allowed.flatten(1)), dim=1)


def _among(logits: Tensor, open_: Tensor) -> Tensor:
    return logits.masked_fill(~open_, -1e4)


def _unlikely(logs: Tensor, gold: Tensor) -> Tensor:
    """Negative log-likelihood of some gold piece, or of "nowhere" where there is none, float [anchors]."""
    gold = torch.cat((~gold.any(1, keepdim=True), gold), dim=1)
    return -torch.logsumexp(logs.masked_fill(~gold, -1e4), 1)


_FIELDS = [len(values) for values in LABELS.values()]


def _label_loss(ours: _Answers, batch: Batch, believed: _Believed | None) -> Tensor:
    """Cross-entropy of the fields of `LABELS`, summed over the fields."""
    loss = torch.zeros(())
    spoken = batch["spoken"] > 0
    theirs = believed.labels.split(_FIELDS, dim=1) if believed is not None else None
    for place, part in enumerate(ours.labels.split(_FIELDS, dim=1)):
        gold = batch["labels"][:, place]
        known = gold != UNKNOWN
        if theirs is None:
            if known.any():
                loss = loss + cross_entropy(part[known], gold[known])
        elif believed is not None and spoken.any():
            soft = cross_entropy(part, theirs[place], reduction="none")
            hard = cross_entropy(part, gold.clamp(min=0), reduction="none")
            share = torch.where(known, believed.share, 1.0)
            loss = loss + torch.lerp(hard, soft, share)[spoken].mean()
    return loss


def _states_apart(ours: list[Tensor], theirs: list[Tensor], mask: Tensor) -> Tensor:
    """Squared distance of two models' states, as a share of their size, over layers and pieces."""
    kept = mask.unsqueeze(-1)
    shares = [
        ((own - their) ** 2 * kept).sum() / (their**2 * kept).sum()
        for own, their in zip(ours, theirs, strict=True)
    ]
    return torch.stack(shares).mean()


def _valid(batch: Batch) -> Tensor:
    """Which pieces of its window an anchor's spans may be, float [anchors, 1, pieces]."""
    return batch["mask"].float()[batch["window"]].unsqueeze(1)


def _border_logs(scores: Tensor, valid: Tensor) -> Tensor:
    """Log-probability of each border over nowhere and the window's places: they compete for it.

    A role that is absent has its border nowhere, a place of score 0.
    """
    borders = scores[:, scores.shape[1] // 3 :].masked_fill(valid == 0, -1e4)
    nowhere = torch.zeros_like(borders[..., :1])
    return torch.log_softmax(torch.cat((nowhere, borders), dim=-1), dim=-1)


def _border_targets(targets: Tensor) -> Tensor:
    """Where each border is: content in several pieces has several, which share the probability."""
    gold = targets[:, targets.shape[1] // 3 :]
    count = gold.sum(-1, keepdim=True)
    return torch.cat(((count == 0).float(), gold / count.clamp(min=1)), dim=-1)
