"""Brief, Guide -> HTML, Markdown, PDF, DOCX, JSON and the terminal."""
