# What every page says in the same words.
attack-grey = Deniable attack
attack-probe = Probe
attack-limited = Limited attack
attack-full = Full attack
verdict-supported = supported
verdict-refuted = refuted
verdict-contested = contested
verdict-not-testable = not testable
strength-always = always
strength-usually = usually
strength-in-most-worlds = in most worlds
strength-in-some-worlds = in some worlds
strength-on-average = on average
answer-of-a-model = A model's answer, not a forecast.
