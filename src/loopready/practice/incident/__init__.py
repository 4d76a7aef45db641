"""The incident: a world that is directed as a manager directs it, and the debrief by written criteria."""
