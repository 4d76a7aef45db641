"""An example of a loopready plugin; ``docs/how-to/write-a-plugin.md`` of loopready goes through it."""
