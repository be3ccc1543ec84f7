"""The network that reads a claim beside a statement: does it say so, something else, or what cannot be true with it;
and do both bear on one claim?

A cross-encoder (both read as one text; Devlin et al. 2019) on ONNX Runtime, trained by ``training/claims``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

__all__ = [
    "CONFLICT",
    "MODEL",
    "ONE_CLAIM",
    "OTHER",
    "SAME",
    "Entailment",
    "Reads",
    "Remembering",
    "load",
]

Float = NDArray[np.float32]
#: The model that ships with the package.
MODEL = Path(__file__).parent / "model"
#: Answers, by their place: the statement says what the claim says, does not, or both cannot be true, of which one
#: holds; and whether an editor would list both under one claim.
SAME, OTHER, CONFLICT, ONE_CLAIM = range(4)
#: What reads pairs: the network, or one that remembers.
Reads: TypeAlias = "Entailment | Remembering"
_FILES = ("network.onnx", "tokenizer.json", "manifest.json")
_BATCH = 24  # pairs of like length that are read together


@dataclass(frozen=True, slots=True)
class Entailment:
    """The loaded network; safe to share between threads.

    Attributes:
        name: of its weights.
        longest: word pieces of a pair; what is longer is cut.
        tasks: how many answers each of its heads has.
    """

    name: str
    longest: int
    tasks: Mapping[str, int]
    tokenizer: Tokenizer
    session: InferenceSession

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> Float:
        """Read pairs of a claim and a statement.

        Args:
            pairs: both in words.

        Returns:
            probabilities, float [pairs, 4]: of `SAME`, `OTHER` and `CONFLICT`, which sum to 1, and of `ONE_CLAIM`.
        """
        claim, one_claim = self.answers(pairs, "claim", "one_claim")
        return np.concatenate([claim, one_claim[:, 1:]], axis=1)

    def answers(self, pairs: Sequence[tuple[str, str]], *tasks: str) -> list[Float]:
        """What some heads answer: of each, probabilities, float [pairs, answers]."""
        found = [np.zeros((len(pairs), self.tasks[task]), dtype=np.float32) for task in tasks]
        if not pairs:
            return found
        coded = self.tokenizer.encode_batch([(_sound(one), _sound(other)) for one, other in pairs])
        order = sorted(range(len(pairs)), key=lambda place: len(coded[place].ids))
        for start in range(0, len(order), _BATCH):
            some = order[start : start + _BATCH]
            told = self.session.run(list(tasks), _inputs([coded[place] for place in some]))
            for answers, logits in zip(found, told, strict=True):
                answers[some] = _softmax(logits)
        return found


def _inputs(coded: Sequence[Encoding]) -> dict[str, NDArray[np.int64]]:
    """Pairs of like length as the network takes them, each int64 [pairs, pieces]."""
    longest = max(len(one.ids) for one in coded)
    inputs = {name: np.zeros((len(coded), longest), np.int64) for name in ("ids", "types", "mask")}
    for row, one in enumerate(coded):
        inputs["ids"][row, : len(one.ids)] = one.ids
        inputs["types"][row, : len(one.ids)] = one.type_ids
        inputs["mask"][row, : len(one.ids)] = 1
    return inputs


class Remembering:
    """A network that reads no pair twice: what it said before is at hand.

    Args:
        network: that reads what is new.
        known: answers by the digests of their pairs.

    Attributes:
        used: those of the pairs that were asked for.
        fresh: whether some of them had to be read.
    """

    def __init__(self, network: Entailment, known: Mapping[str, Sequence[float]]) -> None:
        self._network, self._known = network, known
        self.name = network.name
        self.used: dict[str, Sequence[float]] = {}
        self.fresh = False

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> Float:
        """As the network's."""
        digests = [_digest(pair) for pair in pairs]
        missing = {
            digest: pair
            for digest, pair in zip(digests, pairs, strict=True)
            if digest not in self._known and digest not in self.used
        }
        answers = self._network(list(missing.values()))
        self.fresh = self.fresh or bool(missing)
        for digest, answer in zip(missing, answers, strict=True):
            self.used[digest] = [round(float(one), 4) for one in answer]
        for digest in digests:
            if digest not in self.used:
                self.used[digest] = self._known[digest]
        told = [self.used[digest] for digest in digests]
        return np.array(told, dtype=np.float32).reshape(len(told), ONE_CLAIM + 1)


def _digest(pair: tuple[str, str]) -> str:
    told = "\0".join(pair).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, digest_size=9).hexdigest()


def _sound(words: str) -> str:
    """Words without halves of characters, which no tokenizer takes."""
    return words if words.isascii() else words.encode("utf-8", "replace").decode("utf-8")


def _softmax(logits: Float) -> Float:
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    softened: Float = raised / raised.sum(axis=-1, keepdims=True)
    return softened


@lru_cache(maxsize=2)
def load(folder: Path = MODEL) -> Entailment:
    """Load a model; the files of the same folder are loaded once.

    Raises:
        ModelError: a file is missing or damaged.
    """
    if absent := [name for name in _FILES if not (folder / name).is_file()]:
        raise ModelError(f"the model in {folder} lacks {', '.join(absent)}; reinstall onrecord")
    try:
        import onnxruntime
        from tokenizers import Tokenizer

        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(manifest["longest"])
        tokenizer.no_padding()
        options: Any = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        session = onnxruntime.InferenceSession(
            str(folder / "network.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
        )
        return Entailment(
            manifest["name"], manifest["longest"], manifest["tasks"], tokenizer, session
        )
    except ImportError:
        raise
    except Exception as error:  # the runtime and the tokenizer raise bare exceptions of their own
        raise ModelError(
            f"cannot load the model in {folder}: {error}. Reinstall onrecord."
        ) from error
