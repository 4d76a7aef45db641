"""The arithmetic of the workbench: a module a tool, each with ``work(inputs) -> result``, exact and without clock or words."""
