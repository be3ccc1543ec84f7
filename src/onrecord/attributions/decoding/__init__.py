"""Scores → consistent spans: windows, candidates, the dynamic programme."""
