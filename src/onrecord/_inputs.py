"""What is read is never written over, under whatever name an output is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from onrecord.errors import FormatError
from onrecord.formats import Format
from onrecord.page.inputs import Columns, is_page_name

__all__ = ["check_inputs"]

#: By what the system knows a file, whatever links lead to it: device and inode.
_Key: TypeAlias = tuple[int, int]


def check_inputs(
    form: Format,
    output: Path,
    targets: Iterable[Path] | None,
    inputs: Iterable[Path],
    columns: Columns | None = None,
) -> bool:
    """Check that no output is an input, nor will be one of the next run.

    Args:
        form: the format.
        output: the file or folder that was named.
        targets: the files that will be written; None where the output is a folder.
        inputs: the files and folders that are read.
        columns: of tables, where it is said what they hold.

    Returns:
        whether a folder is written that holds inputs, none of which this format writes over.

    Raises:
        FormatError: something that is read might be written over.
    """
    written = {key for path in targets or () if (key := _key(path))}
    place = _key(output) if targets is None else None
    above = {key for path in output.absolute().parents if (key := _key(path))} | {place}
    among = inside = False
    plain = form.name == "brat"  # which writes no file that may be a page, beside plain text
    parents: dict[Path, _Key | None] = {}
    for read in inputs:
        key = _key(read)
        if key in written:
            raise FormatError(f"{output}: {read} is what is read; name another output")
        if read.is_dir():
            inside = inside or key in above
            continue
        if read.parent not in parents:
            parents[read.parent] = _key(read.parent)
        among = among or (place is not None and parents[read.parent] == place)
        plain = plain and read.name.lower().endswith((".txt", ".txt.gz"))
    if among and not plain:
        raise FormatError(
            f"{output} holds what is read, and {form.name} may write files of the same names; name "
            "another folder"
        )
    if inside and not plain and (targets is None or is_page_name(output.name, columns)):
        raise FormatError(
            f"{output} lies in the folder that is read, and would be read itself the next time; "
            "name another place"
        )
    return among or inside


def _key(path: Path) -> _Key | None:
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return None
    return stat.st_dev, stat.st_ino
