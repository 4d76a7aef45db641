"""What the tools of the workbench say: a module a tool, each with ``report(inputs, result) -> Report``."""
