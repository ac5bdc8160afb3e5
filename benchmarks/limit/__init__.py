"""How far the kernel's ground loop is from the same loop in C. See docs/decisions/0019-limit-in-c.md."""
