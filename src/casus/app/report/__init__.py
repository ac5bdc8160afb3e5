"""A saved study in, one file out that can be read, printed and passed on: HTML that works offline, or a PDF of the same content."""
