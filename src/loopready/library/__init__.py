"""Loads, indexes, lints and compiles the content (guides, facts, firms, lexicon)."""
