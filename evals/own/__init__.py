"""The evaluation set of our own: invented people, CVs and postings with exact truth, made from a seed."""
