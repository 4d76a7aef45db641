"""Pages that are pictures: made upright and even, read by a Recogniser, and turned into the glyphs that the layout model takes."""
