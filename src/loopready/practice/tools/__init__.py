"""The tools of the workbench, a module each."""
