# A card: one claim for a reader who has a minute.
heading = A claim put to the test
paraphrased = In neutral words, not a quotation.
said-by = Said by: { $who }.
source = Source: { $source } ({ $seen ->
    [yes] read
   *[no] not read by whoever coded the claim
}).
partial = PARTIAL: the study was stopped early; what was not played is left out.

# How strongly its author says it, and what that asks for.
strength-always = always
strength-usually = usually
strength-in-most-worlds = in most worlds
strength-in-some-worlds = in some worlds
strength-on-average = on average
asks = Its words, read as “{ $strength }”, ask for { NUMBER($bar) } % of worlds or more.
stands = The strongest words that it supports: “{ $strength }”.
stands-not = Not even “{ $strength }” is supported.
verdict-as = { $verdict } as “{ $strength }”
asks-average = It speaks of averages: it is true of all worlds together, or not.

# What was found. The words of likelihood are those of the IPCC's scale.
in-worlds = True in { NUMBER($share, maximumFractionDigits: 1) } % of { NUMBER($n) } possible worlds (95 % interval { NUMBER($low, maximumFractionDigits: 1) } to { NUMBER($high, maximumFractionDigits: 1) } %): { $word } in this model.
on-average = { $true ->
    [yes] True
   *[no] Not true
} here on average over { NUMBER($n) } worlds, and true in { NUMBER($share, maximumFractionDigits: 1) } % of { NUMBER($resamples) } resampled studies: { $word }.
once = { $true ->
    [yes] True
   *[no] Not true
} in the one calculation that answers it; there is no share of worlds.
no-number = This study has no number for it: { $why }
laws-against = Laws of ground combat that say the opposite: { $laws }.
structure = The same in every world: the model's structure decides, none of its uncertainty.
word-virtually-certain = virtually certain
word-extremely-likely = extremely likely
word-very-likely = very likely
word-likely = likely
word-more-likely-than-not = more likely than not
word-about-as-likely-as-not = about as likely as not
word-less-likely-than-not = less likely than not
word-unlikely = unlikely
word-very-unlikely = very unlikely
word-extremely-unlikely = extremely unlikely
word-exceptionally-unlikely = exceptionally unlikely
word-not-settled = too open for one word
word-apart = told apart from chance
word-not-apart = not told apart from chance
caveat = { answer-of-a-model } Shares are of the worlds that the model's ranges allow; they are not probabilities of events.

# The chart.
chart = Share of worlds in which it is true, by law of combat
chart-average = Share of resampled studies, by law of combat
all-worlds = all worlds
asked-here = asked for
percent = { NUMBER($share, minimumFractionDigits: 1, maximumFractionDigits: 1) } %
chart-key = Dot: share. Bar: 95 % interval (Monte Carlo).
chart-key-average = Dot: share of studies resampled from the worlds.

# Where it fails, what it rests on, what is not said.
fails = Where it fails
fails-nowhere = It fails in none of the worlds that were played.
fails-everywhere = It fails in every world that was played.
fails-unnamed = No simple conditions are named under which it fails.
fails-once = One calculation has no conditions.
rests = What it rests on
rests-grades = Of what single quantities explain of it: { $parts }.
rests-grade = { $grade ->
    [A] several sources or data (grade A)
    [B] one decent source (grade B)
    [C] weak sources or judgement (grade C)
    [chance] the model's own chance
   *[other] { $grade }
} { NUMBER($share, maximumFractionDigits: 0) } %
rests-most = Most: { $what } ({ $evidence }, grade { $grade }).
rests-most-chance = Most: { $what }.
rests-nothing = No single quantity explains whether it is true.
silent = What this cannot say
silent-coding = Whether the tested expression says what the author meant.
silent-model = How true the model is: more worlds make it no truer.
silent-rest = Anything of designs, attacks or decisions not played.
foot = Casus { $version }, scenario “{ $scenario }” ({ $digest }), evidence { $evidence }, { NUMBER($draws) } worlds, seed { $seed }.
foot-again = The tested expression, in full: casus claims STUDY --claims { $claim }
in-english = { "" }

# For those who do not see the picture.
alt = Card on a claim. { $claim } Verdict of the model: { $verdict }. { $measured } { $caveat }
