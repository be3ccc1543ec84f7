"""The trained network on ONNX Runtime: windows in, anchors and scores out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.encoding import Pieces, load_tokenizer
from onrecord.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["MODEL", "Network", "WindowScores", "load"]

Float = NDArray[np.float32]
Index = NDArray[np.int64]

#: Folder of the model that ships with the package.
MODEL = Path(__file__).parent / "model"

_CLS, _SEP = 101, 102
_BODY = 254  # pieces of a window beside CLS and SEP: what the model was trained on
_STRIDE = 127  # so that every piece has at least a quarter of a window on both sides
_BATCH = 8  # windows in one run: beyond this the caches overflow and nothing is gained


@dataclass(frozen=True, slots=True)
class WindowScores:
    """The anchors that one window answers for, and their scores over its pieces.

    Attributes:
        start: piece of the article at which the window's pieces begin.
        anchors: pieces of the article that are anchors, int [anchors].
        logits: of each being an anchor, float [anchors].
        scores: float [anchors, 9, pieces of the window].
    """

    start: int
    anchors: Index
    logits: Float
    scores: Float


@dataclass(frozen=True, slots=True)
class Network:
    """Tokenizer and sessions of a loaded model; safe to share between threads."""

    tokenizer: Tokenizer
    encoder: InferenceSession
    scorer: InferenceSession

    def windows(self, pieces: Pieces, *, threshold: float) -> Iterator[WindowScores]:
        """Score an article window by window, in order.

        Windows overlap; each piece is answered for by the window in whose middle it stands most.

        Args:
            pieces: the article.
            threshold: logit from which a piece is an anchor.
        """
        total = len(pieces)
        starts = list(range(0, max(total - _BODY, 0), _STRIDE))
        if total:
            starts.append(max(total - _BODY, 0))
        # Borders of what each window answers for: halfway through each overlap.
        borders = [
            0,
            *((a + _BODY + b) // 2 for a, b in pairwise(starts)),
            total,
        ]
        for first in range(0, len(starts), _BATCH):
            batch = starts[first : first + _BATCH]
            states, anchors = self._encode(pieces, batch)
            for row, start in enumerate(batch):
                low, high = borders[first + row], borders[first + row + 1]
                logits = anchors[row, 1 + low - start : 1 + high - start]
                found = np.flatnonzero(logits >= threshold)
                if len(found):
                    position = found + 1 + low - start
                    scores = self.scorer.run(
                        None, {"states": states[row], "position": position.astype(np.int64)}
                    )[0]
                    yield WindowScores(start, found + low, logits[found], scores[:, :, 1:-1])

    def _encode(self, pieces: Pieces, starts: list[int]) -> tuple[Float, Float]:
        size = min(_BODY, len(pieces))
        index = np.asarray(starts)[:, None] + np.arange(size)

        def framed(values: NDArray[np.int32], left: int, right: int) -> Index:
            window = np.empty((len(starts), size + 2), dtype=np.int64)
            window[:, 0], window[:, 1:-1], window[:, -1] = left, values[index], right
            return window

        inputs = {
            "ids": framed(pieces.ids, _CLS, _SEP),
            "cases": framed(pieces.cases, 0, 0),
            "breaks": framed(pieces.breaks, 0, 0),
        }
        inputs["mask"] = np.ones_like(inputs["ids"])
        states, anchors = self.encoder.run(None, inputs)
        return states, anchors


@lru_cache(maxsize=4)
def load(folder: Path = MODEL, *, threads: int | None = None) -> Network:
    """Load a model; the same model is loaded once.

    Args:
        folder: with ``encoder.onnx``, ``scorer.onnx`` and ``tokenizer.json``.
        threads: processor threads of one run; None for the runtime's choice.

    Raises:
        ModelError: a file is missing or damaged.
    """
    try:
        return Network(
            tokenizer=load_tokenizer(folder / "tokenizer.json"),
            encoder=_session(folder / "encoder.onnx", threads),
            scorer=_session(folder / "scorer.onnx", 1),
        )
    except ImportError:
        raise
    except Exception as error:  # the runtime and the tokenizer raise bare exceptions of their own
        raise ModelError(
            f"cannot load the model in {folder}: {error}. Reinstall onrecord, or give a folder "
            "with encoder.onnx, scorer.onnx and tokenizer.json."
        ) from error


def _session(path: Path, threads: int | None) -> InferenceSession:
    import onnxruntime

    options: Any = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    if threads is not None:
        options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(
        str(path), sess_options=options, providers=["CPUExecutionProvider"]
    )
