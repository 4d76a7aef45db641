"""What the tools of the workbench take in and give out: a module a tool, with ``<Name>Inputs`` and ``<Name>Result``."""
