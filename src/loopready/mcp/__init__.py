"""The face for assistants: the verbs as tools of the Model Context Protocol, guides and briefs as resources. No logic."""
