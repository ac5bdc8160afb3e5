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

# Conditions, and why there is no number.
fails-in = In { NUMBER($mass, maximumFractionDigits: 1) } % of the worlds, those where { $where }, it fails in { NUMBER($density, maximumFractionDigits: 1) } % of them ({ NUMBER($base, maximumFractionDigits: 1) } % of all worlds); that covers { NUMBER($coverage, maximumFractionDigits: 1) } % of all failures.
fails-turned = In the half of the worlds where { $where }, it turns over: the margin is { $here } there and { $overall } overall.
is = { $drawn ->
    [yes] is drawn
   *[no] is
}
where-above = { $what } { is } above { $limit }
where-below = { $what } { is } below { $limit }
where-between = { $what } { is } between { $low } and { $high }
where-at-least = { $what } { is } at least { $limit }
where-at-most = { $what } { is } at most { $limit }
where-exactly = { $what } { is } { $limit }
where-among = { $what } { is } { $words }
where-not-one = { $what } { is } not { $words }
where-none-of = { $what } { is } neither { $words }
and = { $first } and { $last }
or = { $first } or { $last }
nor = { $first } nor { $last }
number = { $number }
about = about { $number }
never = never
unit = { $unit ->
    [day] days
    [hour] hours
    [month] months
    [year] years
    [km] km
    [m] m
    [km2] km²
    [km-per-day] km a day
    [km-per-brigade] km of front per brigade
    [km2-per-month] km² a month
    [per-day] of it per day
    [brigade] brigades
    [brigade-per-day] brigades a day
    [t] tonnes
    [t-per-day] tonnes a day
    [person] persons
    [person-per-day] persons a day
    [kperson] thousand persons
    [person-per-km2] persons per km²
    [t-per-brigade] tonnes of a brigade
    [train-per-brigade] trains for a brigade
    [train-per-day] trains a day
    [hour-per-day] hours a day
    [aircraft] aircraft
    [sortie-per-day] sorties a day
    [battery] batteries
    [weapon-per-day] weapons a day
    [weapon-per-month] weapons a month
    [weapon] weapons
    [shot] interceptors per target
    [MEUR] million euro
    [MEUR-per-year] million euro a year
    [MEUR-per-day] million euro a day
    [MEUR-per-kperson] million euro per thousand persons
    [MEUR-per-brigade] million euro per brigade
    [MEUR-per-aircraft] million euro per aircraft
    [MUSD] million US dollars
    [EUR-per-USD] euro per US dollar
   *[other] { $unit }
}
untested-lacks = it was played without the { $things }; casus claims SCENARIO plays what is needed, variants too.
untested-few-worlds = it applies in { NUMBER($n) } of { NUMBER($of) } worlds; fewer than { $fewest } decide nothing.
untested-few-averaged = what it averages arises in { NUMBER($n) } worlds; fewer than { $fewest } decide nothing.
untested-undefined = what it averages arises in no world of this study.
lack = { $kind ->
    [design] design
    [attack] attack
    [lens] lens
   *[quantity] quantity
} { $how ->
    [with-the-tag] tagged “{ $name }”
    [with-the-tags] tagged “{ $name }”
    [tagged] tagged “{ $name }”
    [for-the-set] of the set “{ $name }”
   *[named] “{ $name }”
}

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
