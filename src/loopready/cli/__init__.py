"""The command line: Typer verbs over app, no logic."""
