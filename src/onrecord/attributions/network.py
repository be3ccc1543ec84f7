"""The trained network on ONNX Runtime: windows in, anchors and scores out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.clues import Heads, read_heads
from onrecord.attributions.decoding.scores import WindowScores
from onrecord.attributions.decoding.windows import Frame, plan
from onrecord.attributions.encoding import Pieces, load_tokenizer
from onrecord.attributions.manifest import FILES, SHIPPED, Manifest, read_manifest
from onrecord.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["MODEL", "Network", "load", "processors"]

Float = NDArray[np.float32]
Index = NDArray[np.int64]
_T = TypeVar("_T")

#: Of the anchors that are decoded: outer ones and inner ones. The third are of what goes on.
LEVELS = 2
#: Of the file with a model's heads, which it may lack.
HEADS = "heads.npz"
#: Folder of the model that ships with the package.
MODEL = SHIPPED


@dataclass(frozen=True, slots=True)
class Network:
    """Tokenizer, manifest and sessions of a loaded model; safe to share between threads.

    Attributes:
        tokenizer: cuts texts into word pieces.
        encoder, scorer: the sessions; each run of theirs keeps to one thread.
        manifest: what was chosen for these weights.
        threads: how many windows are read at a time.
        heads: of what it says of attributions beside their spans; None of a model that says nothing.
    """

    tokenizer: Tokenizer
    encoder: InferenceSession
    scorer: InferenceSession
    manifest: Manifest
    threads: int = 1
    heads: Heads | None = None

    def windows(
        self, pieces: Pieces, *, threshold: float, inner_threshold: float
    ) -> Iterator[WindowScores]:
        """Score an article window by window, in order.

        Args:
            pieces: the article.
            threshold: logit from which a piece is an anchor of an outer attribution.
            inner_threshold: the same of an inner attribution.
        """
        least = np.array([threshold, inner_threshold], dtype=np.float32)

        def read(frame: Frame) -> WindowScores | None:
            return self._read(pieces, frame, least)

        for scored in _in_threads(read, plan(pieces, self.manifest.window), self.threads):
            if scored is not None:
                yield scored

    def _read(self, pieces: Pieces, frame: Frame, least: Float) -> WindowScores | None:
        held = slice(frame.start, frame.end)

        def framed(values: NDArray[np.int32], left: int, right: int) -> Index:
            return np.concatenate(([left], values[held], [right]))[None].astype(np.int64)

        inputs = {
            "ids": framed(pieces.ids, self.manifest.start_id, self.manifest.end_id),
            "cases": framed(pieces.cases, 0, 0),
            "breaks": framed(pieces.breaks, 0, 0),
        }
        states, logits, *pointing = (batch[0] for batch in self.encoder.run(None, inputs))
        first = frame.low - frame.start + 1  # behind the window's first mark
        answered = slice(first, first + frame.high - frame.low)
        own = logits[answered, :LEVELS]
        found = np.flatnonzero((own >= least).any(axis=1))
        links = pointing[0][answered] if pointing else None
        if not len(found) and links is None:
            return None
        scores = np.zeros((0, 9, len(states)), np.float32)
        if len(found):
            scores = self.scorer.run(None, {"states": states, "position": found + first})[0]
        return WindowScores(
            frame.start,
            found + frame.low,
            own[found],
            scores[:, :, 1:-1],
            frame.low,
            logits[answered, LEVELS] if pointing else None,
            links,
        )


def _in_threads(work: Callable[[Frame], _T], frames: Iterable[Frame], threads: int) -> Iterator[_T]:
    """Results in order, few ahead, so that memory stays flat however long the article."""
    if threads <= 1:
        yield from map(work, frames)
        return
    ahead: deque[Future[_T]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for frame in frames:
            ahead.append(pool.submit(work, frame))
            if len(ahead) > threads:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def load(folder: Path = MODEL, *, threads: int | None = None) -> Network:
    """Load a model; the files of the same folder are loaded once.

    Args:
        folder: with ``encoder.onnx``, ``scorer.onnx``, ``tokenizer.json`` and ``manifest.json``.
        threads: windows read at a time; None for the processor's number, four at most.

    Raises:
        ModelError: a file is missing, damaged, or made for another version of onrecord.
    """
    return replace(
        _load(folder), threads=min(processors(), 4) if threads is None else max(threads, 1)
    )


@lru_cache(maxsize=4)
def _load(folder: Path) -> Network:
    manifest = read_manifest(folder / "manifest.json")
    if absent := [name for name in FILES if not (folder / name).is_file()]:
        raise ModelError(f"the model in {folder} lacks {', '.join(absent)}; reinstall onrecord")
    try:
        with ThreadPoolExecutor(1) as beside:  # each takes as long as the other
            encoder = beside.submit(_session, folder / "encoder.onnx")
            tokenizer = load_tokenizer(folder / "tokenizer.json")
            scorer = _session(folder / "scorer.onnx")
            heads = read_heads(folder / HEADS) if (folder / HEADS).is_file() else None
            return Network(tokenizer, encoder.result(), scorer, manifest, heads=heads)
    except (ImportError, ModelError):
        raise
    except Exception as error:  # the runtime and the tokenizer raise bare exceptions of their own
        raise ModelError(
            f"cannot load the model in {folder}: {error}. Reinstall onrecord, or give a folder "
            f"with manifest.json, {', '.join(FILES)}."
        ) from error


def processors() -> int:
    """Processors of this machine that this process may use."""
    import os

    available = getattr(os, "sched_getaffinity", None)  # not on every system
    return len(available(0)) if available else os.cpu_count() or 1


def _session(path: Path) -> InferenceSession:
    import onnxruntime

    options: Any = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # Two runs of one thread each read half as much again as one run of two threads.
    options.intra_op_num_threads = 1
    # The graphs were optimised when they were exported, but for a fusion that makes them slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(
        str(path), sess_options=options, providers=["CPUExecutionProvider"]
    )
