"""Bytes -> Document -> Profile (CV) or Posting (job), every field with its span."""

from loopready.reading.cv.profile import read_profile
from loopready.reading.job import read_posting
from loopready.reading.kinds import looks_like_cover_letter, looks_like_cv, looks_like_posting
from loopready.reading.pdf import read_pdf
from loopready.reading.picturing import page_images
from loopready.reading.plain import document_from_text
from loopready.reading.registry import BROKEN_PLUGIN, Reader, check_readers, read_document

__all__ = [
    "BROKEN_PLUGIN",
    "Reader",
    "check_readers",
    "document_from_text",
    "looks_like_cover_letter",
    "looks_like_cv",
    "looks_like_posting",
    "page_images",
    "read_document",
    "read_pdf",
    "read_posting",
    "read_profile",
]
