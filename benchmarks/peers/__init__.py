"""The same small campaign in Casus's way, plain Python, NumPy, EMA Workbench and Mesa. See README.md."""

RIVALS = ("mesa", "ema", "ema_processes", "ema_compiled", "ema_compiled_processes")
"""What is measured in an environment of its own."""
