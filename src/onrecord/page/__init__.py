"""The first stage: where pages come from, and how bytes become text."""
