"""What belongs to a set of weights and is not in them: the model's manifest, ``manifest.json``.

Special ids, the window it was trained on, the decoder's weights, thresholds, calibration and the
scores of rules were all chosen for these weights; another model brings its own. It is checked when
the model is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.errors import ModelError

__all__ = [
    "FEATURES",
    "FILES",
    "LABELS",
    "SHIPPED",
    "Manifest",
    "NameFeatures",
    "Window",
    "check_version",
    "read_manifest",
]

#: The folder of the model that comes with the package.
SHIPPED = Path(__file__).parent / "model"

#: What the score of an attribution is made of, by name: what the network says of its spans
#: (`candidates.features`), and the form and length of its content.
FEATURES = (
    "bias",
    "anchor",
    "content",
    "content_least",
    "borders",
    "source",
    "no_source",
    "cue",
    "direct",
    "mixed",
    "length",
)
#: What a model may tell of each attribution beside its spans, with the values of each field.
LABELS: dict[str, tuple[str, ...]] = {
    "kind": ("none", "person", "people", "organisation", "outlet", "document", "author"),
    "named": ("none", "true", "false"),
    "act": ("says", "believes", "intends", "asks", "confirms", "denies", "no_answer"),
    "channel": (
        "none", "interview", "statement", "speech", "post", "document", "testimony", "poll"
    ),
}  # fmt: skip


class NameFeatures(NamedTuple):
    """What the probability that a statement has the right source is made of.

    Attributes:
        full_name, short_name: whether the mention is a name of several words, of one.
        person, body, speaker, definite: whether it is "he", "it" or "they", "I" or "we", "the company".
        new: whether nobody of that name was met before.
        unnamed: whether the source has no name.
        share: the network's probability of the one that was decided for.
        other: of the likeliest other one.
        nowhere: that no words name the source.
        overruled: whether the network's answer stands in the place of the rules'.
    """

    full_name: float
    short_name: float
    person: float
    body: float
    speaker: float
    definite: float
    new: float
    unnamed: float
    share: float
    other: float
    nowhere: float
    overruled: float


#: Files of a model beside its manifest.
FILES = ("encoder.onnx", "scorer.onnx", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Window:
    """What the network reads at a time, in word pieces.

    Attributes:
        body: of a window, beside its two marks: what it was trained on.
        context: before those that a window answers for, where the article has them.
        overlap: of windows in a paragraph that is longer than a window.
    """

    body: int = 254
    context: int = 24
    overlap: int = 96


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a model.

    Attributes:
        name: of the model, as readings carry it in their provenance.
        language: ISO 639-1 code of the language that it reads.
        requires: versions of onrecord that can use it (PEP 440).
        start_id, end_id: vocabulary ids of the marks round a window.
        window: what it reads at a time.
        border: weight of the start and end scores against the inside scores.
        price: what a segment must be worth, for source, cue and content.
        pieces: the most segments of a content.
        piece_price: what each further segment of a content must be worth.
        rival: the score from which another anchor's claim to a word counts.
        rival_anchor: probability from which an anchor is a rival of others.
        floor: probability of an anchor from which it is decoded at all.
        inner_floor: the same, for attributions inside another's content; what is above it is one.
        inner_lowest: the same where all are wanted, however seldom they are right.
        least: the score from which an outer attribution is one: what is below is not found at all.
        calibration: weights of `FEATURES` in the logit of the score.
        inner_calibration: of an attribution inside another's content: the bias and the weight of
            its anchor in the logit of its score.
        name_bias, name_calibration: the bias and the weights of `NameFeatures` in the logit of the
            probability that a statement has the right source; no weights where it is not judged.
        rule_score: of what is told by its form: its share of right ones, where read one by one.
        continued_scores: the same of continued statements, by the way they are found.
    """

    name: str = "unnamed"
    language: str = "en"
    requires: str = ""
    start_id: int = 101
    end_id: int = 102
    window: Window = Window()
    border: float = 2.0
    price: tuple[float, float, float] = (-1.5, 0.0, 0.0)
    pieces: int = 2
    piece_price: float = 0.0
    rival: float = 1.0
    rival_anchor: float = 0.5
    floor: float = 0.2
    inner_floor: float = 0.4
    inner_lowest: float = 0.05
    least: float = 0.4
    calibration: tuple[float, ...] = (0.0, 1.0, *(0.0,) * (len(FEATURES) - 2))
    inner_calibration: tuple[float, float] = (0.0, 1.0)
    name_bias: float = 0.0
    name_calibration: tuple[float, ...] = ()
    rule_score: float = 0.9
    continued_scores: Mapping[str, float] = field(
        default_factory=lambda: {"data": 0.85, "quotation": 0.9, "figures": 0.9, "plan": 0.8}
    )

    def score(self, features: tuple[float, ...]) -> float:
        """The calibrated probability that an attribution with these features is right."""
        return _sigmoid(sum(w * x for w, x in zip(self.calibration, features, strict=True)))

    def name_score(self, features: NameFeatures) -> float | None:
        """The calibrated probability that a statement has the right source; None where it is not judged."""
        if not self.name_calibration:
            return None
        weighted = zip(self.name_calibration, features, strict=True)
        return _sigmoid(self.name_bias + sum(w * x for w, x in weighted))

    def with_all_nested(self) -> Manifest:
        """One by which all attributions inside others are found that the model tells at all."""
        return replace(self, inner_floor=min(self.inner_lowest, self.inner_floor))

    def inner_score(self, features: tuple[float, ...]) -> float:
        """The same for an attribution inside another's content, given that that one is right."""
        bias, weight = self.inner_calibration
        return _sigmoid(bias + weight * features[FEATURES.index("anchor")])


def _sigmoid(logit: float) -> float:
    return 1 / (1 + exp(-min(max(logit, -30.0), 30.0)))


def read_manifest(path: Path) -> Manifest:
    """Read and check the manifest of a model.

    Raises:
        ModelError: it cannot be read, lacks something, says something unknown or of the wrong type
            or length, or was made for another version of onrecord.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: no manifest that can be read ({error})") from error
    if not isinstance(values, dict):
        raise ModelError(f"{path}: a JSON object is expected")
    try:
        manifest = _made_of(values)
    except (TypeError, ValueError, KeyError) as error:
        raise ModelError(f"{path}: {error}") from error
    if path.parent != SHIPPED:  # which a test holds to this version
        check_version(path, manifest.requires)
    return manifest


def _made_of(values: dict[str, Any]) -> Manifest:
    known = {one.name for one in fields(Manifest)}
    if unknown := set(values) - known:
        raise ValueError(f"unknown entries: {', '.join(sorted(unknown))}")
    if absent := {"name", "language", "requires"} - set(values):
        raise ValueError(f"lacks: {', '.join(sorted(absent))}")
    for name, length in {"price": 3, "inner_calibration": 2}.items():
        if name in values:
            values[name] = _numbers(name, values[name], length)
    for name, features in {
        "calibration": FEATURES,
        "name_calibration": NameFeatures._fields,
    }.items():
        if name in values:
            values[name] = _weights(name, values[name], features)
    if "window" in values:
        values["window"] = Window(**values["window"])
    manifest = Manifest(**values)
    _check_types(manifest)
    return manifest


def _weights(name: str, values: object, features: tuple[str, ...]) -> tuple[float, ...]:
    """One for each feature, in their order."""
    if not isinstance(values, dict) or set(values) != set(features):
        raise ValueError(f"{name} needs a weight for each of {', '.join(features)}")
    return _numbers(name, [values[feature] for feature in features], len(features))


def _numbers(name: str, values: object, length: int) -> tuple[float, ...]:
    if not isinstance(values, list) or len(values) != length:
        raise ValueError(f"{name} needs {length} numbers")
    return tuple(float(value) for value in values)


def _check_types(manifest: Manifest) -> None:
    """Whether each entry is of the type of its default."""
    default = Manifest()
    for one in fields(Manifest):
        value, kind = getattr(manifest, one.name), type(getattr(default, one.name))
        accepted = (int, float) if kind is float else kind
        if not isinstance(value, accepted) or (isinstance(value, bool) and kind is not bool):
            raise ValueError(f"{one.name} should be {kind.__name__}, not {value!r}")
    for name in ("floor", "inner_floor", "inner_lowest", "least", "rival_anchor", "rule_score"):
        if not 0 <= getattr(manifest, name) <= 1:
            raise ValueError(f"{name} should be a probability")
    if manifest.window.body < 8 or manifest.window.overlap >= manifest.window.body:
        raise ValueError("window.body is too small")


def check_version(path: Path, requires: str) -> None:
    """Check that a model is made for this version.

    Raises:
        ModelError: it is made for another one.
    """
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    from onrecord.about import __version__

    try:
        fits = SpecifierSet(requires).contains(__version__, prereleases=True)
    except InvalidSpecifier as error:
        raise ModelError(f"{path}: requires is no version specifier ({error})") from error
    if not fits:
        raise ModelError(
            f"{path}: this model is for onrecord {requires}, and this is {__version__}. "
            "Take a model made for this version, or another version of onrecord."
        )
