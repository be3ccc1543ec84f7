"""Who speaks in ten thousand articles: a table in, joined tables out.

onrecord read articles.csv --text-column body --id-column nr -o found.parquet -j 2
python sources_by_outlet.py found.parquet
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas

path = Path(sys.argv[1])
statements = pandas.read_parquet(path)
sources = pandas.read_parquet(path.with_name(f"{path.stem}.sources.parquet"))

# A row an attribution, with the columns that came with its article, and its source beside it.
joined = statements.merge(sources, on=["page", "source_id"], suffixes=("", "_of_source"))
print(joined.groupby(["topic", "terms"]).size().unstack(fill_value=0))
print(joined.groupby("name")["page"].nunique().nlargest(10))
