"""Document -> Profile: sections, entries, bullets, dates, contact, skills, education."""
