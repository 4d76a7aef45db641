"""CVs and postings in layouts that nobody tuned on; see README.md."""
