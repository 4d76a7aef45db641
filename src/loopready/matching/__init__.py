"""Profile x Posting x Guide -> Match: evidence per requirement and signal, reasons by name, caps."""
