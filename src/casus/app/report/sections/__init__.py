"""The sections of a report, one file each: what was gathered and a teller in, a section out."""
