"""Answers changed in ways whose effect on a mark is known: how they are made, and which way each must go."""
