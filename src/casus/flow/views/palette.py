"""The colours of every map and chart, defined once; the eight strong ones are told apart by colour-blind readers.

Source of the eight: Okabe and Ito (2008), "Color Universal Design". The pale ones are chosen to stay behind them.
"""

from __future__ import annotations

BLACK = "#000000"
ORANGE = "#E69F00"
SKY_BLUE = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"

INK = "#222222"
QUIET_INK = "#666666"
FAINT_INK = "#9A9A9A"
GHOST = "#B5B5B5"
GRID = "#E8E8E8"
PAPER = "#FFFFFF"

LINE = "#B3001B"  # red; told apart by its width where red is not seen
ZONE_INK = "#00654A"  # green, darkened

SEA = "#E3EEF4"
NEIGHBOUR = "#EFEDE8"
NEIGHBOUR_EDGE = "#C9C5BC"
REGION = "#FDFCF9"
REGION_EDGE = "#D6D2C8"
STATE_EDGE = "#8C8778"

FONT = "sans-serif"
