"""The language in which claims are written: text in, a typed tree out, and its truth in every world of a study."""
