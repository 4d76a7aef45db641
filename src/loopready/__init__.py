"""loopready: a CV and a job description in, an evidenced brief for the interview loop out."""

__version__ = "0.1.0"
