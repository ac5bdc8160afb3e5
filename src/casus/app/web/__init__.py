"""The workbench: a page on which designs are edited and played at once, and a door for programs; it shows, and computes nothing."""
