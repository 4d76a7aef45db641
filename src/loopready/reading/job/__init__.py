"""Text or HTML of a job description -> Posting."""

from loopready.reading.job.page import html_document
from loopready.reading.job.posting import read_posting

__all__ = ["html_document", "read_posting"]
