"""The attribution model in PyTorch: one encoder, a head that finds cue anchors, and scorers.

The **anchor** of an attribution is the first word piece of its cue. One pass of the encoder over
a window gives a state for each piece. The anchor head says for each piece whether it is an anchor
of an attribution of the article, of one that stands inside another's content, and whether it
begins the content of one that goes on with another's source and has no cue.
For an anchor *a* and any piece *t* of the same window, nine biaffine scorers (Dozat and Manning
2017, *Deep biaffine attention for neural dependency parsing*) with a bias for the distance from
*a* to *t* say whether *t* is **inside**, **starts** or **ends** the source, the cue, the content.

Who the source is, where its words do not say so, other words of the article do. Each attribution
points at them: its anchor and its source's pieces make a query, every piece of the article a key, and a
softmax over all pieces and "nowhere" says which one names the source (the mention ranking of Lee et al.
2017, *End-to-end neural coreference resolution*, whose windows are encoded one by one as in Joshi et
al. 2019, *BERT for coreference resolution*).
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import (
    AutoConfig,
    BertConfig,
    BertModel,
    MPNetConfig,
    MPNetModel,
    PreTrainedConfig,
)

from onrecord.attributions import LABELS
from onrecord.attributions.encoding import BREAKS, CASES

ROLES = 3  # source, cue, content
KINDS = 3  # inside, start, end
LEVELS = 3  # anchors of outer attributions, of inner ones, of those that go on without a cue
_EXACT_DISTANCE = 16  # distances up to here have a bias each; longer ones share by log2 steps
_STEPS_PER_DOUBLING = 4
LINK = 64  # width of what points
LINKS = 7  # what a piece is to other ones: see `links`
FARTHEST = (
    2_047  # pieces between an anchor and what it points at; what is farther counts as that far
)
_PRIOR = -3.0  # most pieces are no anchor and in no span: training need not spend steps on that


class AttributionModel(nn.Module):
    """Encoder, anchor head and scorers.

    Args:
        config: of the encoder, BERT or MPNet (a teacher). Its ``features_at``, if it has one, is the layer that case
            and line breaks enter at: those below stay as they are and know words alone.
        width: of the scorers' projections.
        max_distance: the longest distance between two pieces of a window.
    """

    def __init__(
        self, config: PreTrainedConfig, *, width: int = 128, max_distance: int = 511
    ) -> None:
        super().__init__()
        hidden = config.hidden_size
        self.config, self.width = config, width
        self.encoder = _OF_KIND[config.model_type][1](config, add_pooling_layer=False)
        self.register_buffer("own_ids", _own_ids(config.model_type), persistent=False)
        self.features_at: int = getattr(config, "features_at", 0)
        if kept := getattr(config, "kept_heads", None):
            _keep_heads(self.encoder, kept)
        self.case = nn.Embedding(CASES, hidden)
        self.line_break = nn.Embedding(BREAKS, hidden)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.line_break.weight)
        self.dropout = nn.Dropout(0.15)
        self.anchor = nn.Sequential(
            nn.Linear(hidden, hidden), nn.GELU(), nn.Dropout(0.1), nn.Linear(hidden, LEVELS)
        )
        nn.init.constant_(self.anchor[-1].bias, _PRIOR)
        self.of_anchor = nn.Sequential(nn.Linear(hidden, ROLES * width), nn.GELU())
        self.of_piece = nn.Sequential(nn.Linear(hidden, ROLES * width), nn.GELU())
        self.bilinear = nn.Parameter(torch.randn(KINDS, ROLES, width, width) / width)
        self.linear = nn.Parameter(torch.zeros(KINDS, ROLES, width))
        buckets, self.max_distance = _distance_buckets(max_distance), max_distance
        self.register_buffer("buckets", buckets, persistent=False)
        self.distance = nn.Parameter(torch.full((KINDS * ROLES, int(buckets.max()) + 1), _PRIOR))

        self.link_width: int = getattr(config, "link_width", width)
        self.link = nn.Sequential(nn.Linear(hidden, LINKS * self.link_width), nn.GELU())
        drawn = torch.randn(LINKS, self.link_width, LINK)
        self.link_out = nn.Parameter(drawn / math.sqrt(self.link_width))
        self.label = nn.Linear(LINK, sum(map(len, LABELS.values())))
        self.register_buffer("far_buckets", _distance_buckets(FARTHEST), persistent=False)
        self.far = nn.Parameter(torch.zeros(int(self.far_buckets.max()) + 1))
        self.nowhere = nn.Parameter(torch.zeros(LINK))
        self.nowhere_bias = nn.Parameter(torch.zeros(()))
        self.far_carrier = nn.Parameter(torch.zeros(int(self.far_buckets.max()) + 1))
        self.nowhere_carrier = nn.Parameter(torch.zeros(LINK))
        self.nowhere_carrier_bias = nn.Parameter(torch.full((), 3.0))

    def encode(self, ids: Tensor, cases: Tensor, breaks: Tensor, mask: Tensor) -> Tensor:
        """States of the pieces, float [batch, pieces, hidden]."""
        return self.layers(ids, cases, breaks, mask)[-1]

    def layers(self, ids: Tensor, cases: Tensor, breaks: Tensor, mask: Tensor) -> list[Tensor]:
        """States of the pieces behind each layer; the last with dropout, as the heads see it."""
        words = self.encoder.embeddings.word_embeddings(self.own_ids[ids])
        features = self.case(cases) + self.line_break(breaks)
        if not self.features_at:
            *lower, last = self._encoded(words + features, mask)
            return [*lower, self.dropout(last)]
        entered = self.encoder.encoder.layer[self.features_at].register_forward_pre_hook(
            lambda _, given: (given[0] + features, *given[1:])
        )
        with entered:
            *lower, last = self._encoded(words, mask)
        return [*lower, self.dropout(last)]

    def _encoded(self, embedded: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        output = self.encoder(
            inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True
        )
        states: tuple[Tensor, ...] = output.hidden_states[1:]
        return states

    def freeze_below_features(self) -> None:
        """Leave all that comes before `features_at` as it is, where something does."""
        if self.features_at:
            stack = self.encoder.encoder
            for part in (self.encoder.embeddings, *stack.layer[: self.features_at]):
                part.requires_grad_(False)
            if hasattr(stack, "relative_attention_bias"):
                stack.relative_attention_bias.requires_grad_(False)

    def anchors(self, states: Tensor) -> Tensor:
        """Logits of each piece being an outer or an inner anchor, float [batch, pieces, LEVELS]."""
        logits: Tensor = self.anchor(states)
        return logits

    def links(self, states: Tensor) -> Tensor:
        """What each piece is as a key, as an anchor's query and as a source's, and as an anchor and a
        source that have a kind, and as the key and the query of who carried it; float [..., LINKS, LINK].
        """
        parts = self.link(states).unflatten(-1, (LINKS, self.link_width))
        return torch.einsum("...kw,kwv->...kv", parts, self.link_out)

    def labels(self, links: Tensor, window: Tensor, position: Tensor, source: Tensor) -> Tensor:
        """Logits of the values of all fields of `LABELS`, float [anchors, values]; as for `point`."""
        own = source.sum(1, keepdim=True).clamp(min=1)
        said = torch.einsum("ap,apv->av", source, links[window, :, 4]) / own
        logits: Tensor = self.label(torch.relu(links[window, position, 3] + said))
        return logits

    def point(
        self, links: Tensor, window: Tensor, position: Tensor, source: Tensor, low: Tensor
    ) -> Tensor:
        """Logits of the pieces of all windows naming the source of each anchor; the first is "nowhere".

        Args:
            links: float [batch, pieces, LINKS, LINK].
            window, position: as in `score`.
            source: pieces of the anchor's window that are its source, float [anchors, pieces].
            low: piece of the article that each window's first one is, int [batch].

        Returns:
            float [anchors, 1 + batch * pieces]
        """
        keys, of_anchor, of_source = links.unbind(2)[:3]
        count = source.sum(1, keepdim=True).clamp(min=1)
        said = torch.einsum("ap,apv->av", source, of_source[window]) / count
        query = of_anchor[window, position] + said
        bias = self.far[self._far_buckets(len(keys[0]), window, position, low)]
        return _pointing(query, keys, bias, self.nowhere, self.nowhere_bias)

    def carry(self, links: Tensor, window: Tensor, position: Tensor, low: Tensor) -> Tensor:
        """The same of naming an outlet that carried what each anchor tells."""
        query = links[window, position, 6]
        bias = self.far_carrier[self._far_buckets(links.shape[1], window, position, low)]
        return _pointing(
            query, links[:, :, 5], bias, self.nowhere_carrier, self.nowhere_carrier_bias
        )

    def _far_buckets(self, pieces: int, window: Tensor, position: Tensor, low: Tensor) -> Tensor:
        """Buckets of the distances from anchors to pieces, int [anchors, batch, pieces]."""
        place = low.unsqueeze(1) + torch.arange(pieces)
        distance = place.unsqueeze(0) - (low[window] + position)[:, None, None]
        buckets: Tensor = self.far_buckets[distance.clamp(-FARTHEST, FARTHEST) + FARTHEST]
        return buckets

    def score(self, states: Tensor, window: Tensor, position: Tensor) -> Tensor:
        """Logits of the pieces for each anchor.

        Args:
            states: float [batch, pieces, hidden].
            window: the row of each anchor, int [anchors].
            position: the piece of each anchor, int [anchors].

        Returns:
            float [anchors, KINDS * ROLES, pieces]
        """
        if not len(window):
            return states.new_zeros((0, KINDS * ROLES, states.shape[1]))
        queries = self._queries(states[window, position])
        keys = self._keys(states)[window]
        scores = torch.einsum("akrv,aprv->akrp", queries, keys)
        return self._biased(scores, position)

    def score_window(self, states: Tensor, position: Tensor) -> Tensor:
        """As `score`, of one window: states [pieces, hidden]; keys are shared, not copied."""
        scores = torch.einsum("akrv,prv->akrp", self._queries(states[position]), self._keys(states))
        return self._biased(scores, position)

    def _queries(self, anchors: Tensor) -> Tensor:
        # The bilinear form is applied on the anchors' side: they are few, the pieces many.
        query = self.of_anchor(anchors).unflatten(-1, (ROLES, self.width))
        return torch.einsum("arw,krwv->akrv", query, self.bilinear) + self.linear

    def _keys(self, states: Tensor) -> Tensor:
        return self.of_piece(states).unflatten(-1, (ROLES, self.width))

    def _biased(self, scores: Tensor, position: Tensor) -> Tensor:
        scores = scores.flatten(1, 2) / math.sqrt(self.width)
        # Counted from values: of anything that hangs on the shape alone (`arange`, `ones_like`) the
        # exporter would write down the length of its example.
        place = torch.isfinite(scores[0, 0]).long().cumsum(0) - 1
        distance = place - position.unsqueeze(1)
        bias = self.distance[:, self.buckets[distance + self.max_distance]]
        return scores + bias.transpose(0, 1)


def _pointing(
    query: Tensor, keys: Tensor, bias: Tensor, nowhere: Tensor, nowhere_bias: Tensor
) -> Tensor:
    """Logits of "nowhere" and of the pieces, float [anchors, 1 + batch * pieces]."""
    scores = torch.einsum("av,bpv->abp", query, keys) / math.sqrt(LINK)
    none = query @ nowhere / math.sqrt(LINK) + nowhere_bias
    return torch.cat((none.unsqueeze(1), (scores + bias).flatten(1)), dim=1)


def _distance_buckets(longest: int) -> Tensor:
    """Bucket of each distance from ``-longest`` to ``longest``, int [2 * longest + 1]."""

    def bucket(distance: int) -> int:
        if distance <= _EXACT_DISTANCE:
            return distance
        return _EXACT_DISTANCE + int(_STEPS_PER_DOUBLING * math.log2(distance / _EXACT_DISTANCE))

    most = bucket(longest)
    return torch.tensor(
        [most + (bucket(d) if d >= 0 else -bucket(-d)) for d in range(-longest, longest + 1)]
    )


def narrowed_config(config: BertConfig, *, heads: int, neurons: int, link_width: int) -> BertConfig:
    """A config with fewer heads (of the same size), fewer neurons in each layer, and narrower links."""
    narrower = {"kept_heads": heads, "intermediate_size": neurons, "link_width": link_width}
    return BertConfig(**{**config.to_dict(), **narrower})


def _keep_heads(encoder: BertModel, heads: int) -> None:
    """Give each layer fewer heads than its width has room for, all of the size they had."""
    for layer in encoder.encoder.layer:
        attention, hidden = layer.attention.self, encoder.config.hidden_size
        width = heads * attention.attention_head_size
        attention.num_attention_heads, attention.all_head_size = heads, width
        for name in ("query", "key", "value"):
            setattr(attention, name, nn.Linear(hidden, width))
        layer.attention.output.dense = nn.Linear(width, hidden)


_OF_KIND = {"bert": (BertConfig, BertModel), "mpnet": (MPNetConfig, MPNetModel)}
# What MPNet calls the pieces of BERT's vocabulary: each four later, but for what stands for no word.
_LATER, _MARKS = 4, {0: 1, 100: 3, 101: 0, 102: 2, 103: 30_526}


def _own_ids(kind: str) -> Tensor:
    """The encoder's own number of each word piece, int [vocabulary]."""
    numbers = torch.arange(BertConfig().vocab_size)
    if kind == "mpnet":
        numbers += _LATER
        numbers[list(_MARKS)] = torch.tensor(list(_MARKS.values()))
    return numbers


def from_base(folder: Path, *, features_at: int = 0) -> AttributionModel:
    """A model with the encoder's base weights and fresh heads."""
    kind = AutoConfig.from_pretrained(folder).model_type
    # Dropping out attention weights costs a fifth of the time on a CPU and gains nothing here.
    config = _OF_KIND[kind][0].from_pretrained(folder, attention_probs_dropout_prob=0.0)
    config.features_at = features_at
    model = AttributionModel(config)
    model.encoder = _OF_KIND[kind][1].from_pretrained(
        folder, config=config, add_pooling_layer=False
    )
    return model


#: What the names of the weights begin with that say who is meant and of what kind that is.
CLUES = ("link.", "link_out", "label.", "far", "nowhere")
#: What those begin with that find anchors and spans.
SCORERS = ("anchor.", "of_anchor", "of_piece", "bilinear", "linear", "distance")


def from_checkpoint(path: Path, *, running: bool = False) -> AttributionModel:
    """A trained model, as `training.train` saved it: the average of its weights, or those it goes on with, if any."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    kind = saved["config"].get("model_type", "bert")
    model = AttributionModel(_OF_KIND[kind][0](**saved["config"]))
    _load(model, saved["running" if running and "running" in saved else "model"])
    return model.eval()


def _load(model: AttributionModel, saved: dict[str, Tensor]) -> None:
    """Load weights; the head of a model that knew fewer levels keeps those, and learns the rest.

    One that did not point yet learns to.
    """
    own = model.state_dict()
    saved = {
        **{name: own[name] for name in own.keys() - saved.keys() if name.startswith(CLUES)},
        **saved,
    }
    for name in ("anchor.3.weight", "anchor.3.bias"):
        known = saved[name]
        own[name][: len(known)] = known
        saved[name] = own[name]
    model.load_state_dict(saved)


def saved_config(model: AttributionModel) -> dict[str, int | float | str]:
    """What a checkpoint holds of a model's config."""
    config = model.config.to_dict()
    return {name: value for name, value in config.items() if isinstance(value, int | float | str)}
