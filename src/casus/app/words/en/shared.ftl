# What every page says in the same words.
attack-grey = Deniable attack
attack-probe = Probe
attack-limited = Limited attack
attack-full = Full attack
verdict-supported = supported
verdict-refuted = refuted
verdict-contested = contested
verdict-not-testable = not testable
answer-of-a-model = A model's answer, not a forecast.
