"""Match x Guide -> Brief: sections of claims, each citing what it rests on; refuses an ungrounded claim."""
