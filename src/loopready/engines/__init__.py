"""Plain functions on plain values: text, cues, figures, formulas, calculators, drills, grounding.

They know nothing of interviews; clock and seed are arguments.
"""
