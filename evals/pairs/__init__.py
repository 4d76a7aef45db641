"""CV-posting pairs of invented people, every requirement with its verdict and every line with its kind, judged by hand."""
