"""What pages say, in every language that they speak: catalogues (Fluent), a folder for each language, a file for each page."""
