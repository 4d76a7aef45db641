"""Ask, mark, drill, story, card, plan: what is practised, from a brief, a guide and the person's own answers."""
