"""Page → article: the journalism on a page, apart from the site's furniture."""

from __future__ import annotations

from onrecord.article.read import read_page

__all__ = ["read_page"]
