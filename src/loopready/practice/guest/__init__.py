"""What a language model is asked for in practice, and what is left of its answers: prompts out, checked nouns back; no model in here."""
