"""Bytes -> Document -> Profile (CV) or Posting (job), every field with its span."""
