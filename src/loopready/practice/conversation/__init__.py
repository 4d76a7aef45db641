"""The conversation: ninety days with somebody whose work falls short, played by rules and judged by written criteria."""
