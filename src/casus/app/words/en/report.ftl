# The report of a study: every sentence that it says, filled from typed results.

# --- the page
kind = Report of a study
subtitle = { $designs ->
    [one] One design
   *[other] { $designs } designs
 } against { $attacks ->
    [one] one attack option
   *[other] { $attacks } attack options
 }, in { $draws } possible worlds each: { $campaigns } campaigns
dated = Theatre as of { $date } · Casus { $version }, scenario ‘{ $scenario }’
partial = PARTIAL. This study was interrupted: campaigns that were not played are missing, and every number here is of those that were.
skip = Skip to the content
contents = Contents
no-scripts = This browser runs no scripts, so charts are not drawn. Under each chart stands the table of its numbers.
numbers-of = The numbers of this chart: { $figure }
show-numbers = Show the numbers
download = Download the data (CSV)
download-of = Download the data of “{ $what }” as CSV
chart-drawing = The chart is drawn when it comes into view.
source-line = Source: Casus { $version }, scenario ‘{ $scenario }’ ({ $digest }); { $draws } draws, seed { $seed }. A model’s answer, not a forecast.
rests-on = Under { $design }, these quantities explain most of it, each alone (share of its variance):
rests-on-nothing = No single quantity explains more of it than chance would.
what-stays-english = This page is in English throughout.
from-to = { $low } to { $high }
never = never
yes = yes
no = no
not-kept = This folder does not keep what was asked (its scenario, evidence and claims), so this part cannot be shown. Studies of `casus compare --out` keep it.
top = Back to the contents
footer = Casus takes no side: every claim, from any side, is a hypothesis to test, and no result is built in. Aggregate modelling from open literature: brigades, axes, days.

# --- words within sentences
against-grey = a deniable attack
against-probe = a probe
against-limited = a limited attack
against-full = a full attack
lens-price = price
lens-game = game
lens-reference = reference class

# --- 1 summary
summary-heading = Summary
sum-group-holds = What holds
sum-group-help = Whether help comes
sum-group-deters = Whether it deters
sum-group-costs = What it costs
sum-group-claims = What becomes of the debate’s claims
sum-played = { $designs ->
    [one] One design was
   *[other] { $designs } designs were
 } played against { $attacks ->
    [one] one attack option
   *[other] { $attacks } attack options
 } in the same { $draws } possible worlds (seed { $seed }), with the theatre as of { $date }.
sum-most = Against { $attack }, { $design } holds the line most often: in { $p } of the worlds (95% interval { $ends }).
sum-most-open = Against { $attack }, { $design } held the line most often in these draws, in { $p } of the worlds (95% interval { $ends }), but first place is open: these draws do not tell it apart from the next.
sum-baseline = The baseline, { $design }, holds it in { $p } ({ $ends }).
sum-gain = In the same worlds { $design } holds { $gain } percentage points more than the baseline (±{ $error } at 95%, paired).
sum-least = { $design } holds least often: in { $p } ({ $ends }).
sum-order-settled = The order of the designs is settled: with { $draws } draws every neighbour in it is told apart at 95%.
sum-order-open = The order of the designs is open at { $count ->
    [one] one place
   *[other] { $count } places
 }: these draws do not tell apart { $pairs }{ $more ->
    [0] {""}
   *[other] , and { $more } more
 }.
sum-laws = It turns on the law of ground combat: { $design } holds in { $low } of the worlds of { $low_law } and in { $high } of those of { $high_law }.
sum-contact = Where guarantors’ forces meet the enemy ({ $count ->
    [one] under one design
   *[other] under { $count } designs
 }), the front had moved 5 km or more before they did in { $low } ({ $low_design }) to { $high } ({ $high_design }) of those worlds: a movement to contact.
sum-no-contact = Under { $count ->
    [one] one design
   *[other] { $count } designs
 } guarantors’ forces never meet the enemy.
sum-word = Guarantors with half of a pact’s brigades keep their word in { $low } ({ $low_design }) to { $high } ({ $high_design }) of the worlds; a promise to consult is kept by talks.
sum-price = The price of aggression is highest under { $high_design }, { $high } billion euro (90% of worlds: { $high_ends }), and lowest under { $low_design }, { $low } ({ $low_ends }).
sum-aims = What the full aims are worth to the aggressor is put at { $worth } billion euro ({ $ends }); an attack pays where its price is lower than that.
sum-no-lenses = The study was played without the lenses on deterrence: it says nothing of whether an attack comes.
sum-lens-price = By the aggressor’s ledger (the lens of price), the probability of an attack within { $years } years lies between { $low } ({ $low_design }) and { $high } ({ $high_design }).
sum-lens-game = By the game, it lies between { $low } ({ $low_design }) and { $high } ({ $high_design }).
sum-lens-reference = By the reference class, which speaks of a war, it lies between { $low } ({ $low_design }) and { $high } ({ $high_design }).
sum-lenses-agree = The lenses place no design a quarter of the order apart (lowest rank correlation { $low }).
sum-lenses-apart = The lenses disagree about { $count ->
    [one] one design
   *[other] { $count } designs
 }: { $names } (lowest rank correlation between two of them { $low }).
apart-about = { $design } (places: { $places })
sum-cost = The dearest design is { $design }, at { $cost } billion euro a year ({ $ends }); { $free ->
    [0] none
    [one] one design
   *[other] { $free } designs
 } cost nothing in peacetime.
sum-frontier = By cost against what holds, { $count ->
    [one] one design is
   *[other] { $count } designs are
 } beaten by no other: { $designs }.
sum-offered = { $count ->
    [one] One design asks
   *[other] { $count } designs ask
 } for forces in place; of what is asked, nations have offered and can rotate { $low } ({ $low_design }) to { $high } ({ $high_design }).
sum-claims = Of { $count } claims about this scenario, { $supported } are supported, { $refuted } refuted and { $contested } contested; { $untested } cannot be tested in this study.
summary-caution = Intervals are the error of so many draws, not of the model. What the model cannot say stands in a section of its own, and is part of every number above.

# --- 2 comparison
comparison-heading = Comparison
comparison-lead = Every design met the same worlds. A difference is to be read off the gain, which is paired, and not off whether two intervals overlap.
table-caption = Designs by the share of worlds in which the line held; { $attack }
table-note = Line held: 95% Monte Carlo interval in brackets. Gain: percentage points over the baseline, ± at 95%. Hours after the attack: first contact, median and 80% of the worlds with one. Cost and price: billion euro, median and 90% of worlds. Offered: of the forces asked for in place, what nations have offered and can rotate. A dash: the question does not arise, or was not played.
table-design = Design
table-held = Line held
table-gain = Gain, points
table-honoured = Word kept
table-contact = Contact at all
table-hours = Hours after the attack
table-moved = Front had moved 5 km
table-cost = Billion euro a year
table-offered = Offered
table-price = Price, billion euro
table-attack = Attack in 10 years: { $lens }
table-is-baseline = baseline

# --- 3 ground and fronts
ground-heading = The theatre, and the front on each axis
ground-lead = The map shows where the attack may come, what is to be held, and where help comes in. Below it the front is followed axis by axis, under one design at a time; numbers of the axes are those of the map.
place-axis = Axis of advance
place-zone = Zone
place-entry = Entry point
place-key-city = Key city
fig-map-heading = The theatre
fig-map-alt = Map of the theatre: { $axes } axes of advance, { $zones } zones, { $entries } entry points and { $cities } key cities. The list below names them.
fig-map-caption = The theatre as of { $date }. Held means: no axis deeper than its hold depth ({ $depth } km unless it has its own), and no key city lost.
fig-axes-heading = Front by axis: { $design }
fig-axes-alt = { $axes } panels, one for each axis, with the front by day under { $design } against { $attack }. Set against its hold depth, the front may go deepest on { $axis }: on day { $day } the median is { $km } km and 5–95% of the worlds { $low } to { $high } km, at a hold depth of { $hold } km.
fig-axes-caption = Kilometres beyond the line from which the attack starts, by day after { $attack }. Blue: median, middle half and 5–95% of the worlds; grey: { $baseline }; dashed: hold depth of the axis.
fronts-heading = Fronts over time
fronts-lead = The deepest front on any axis, day by day, for each design beside the baseline.
fig-fronts-heading = Deepest front: { $attack }
fig-fronts-alt = { $designs } panels, one for each design, with the deepest front by day against { $attack }. { $same ->
    [1] On day { $day } the median is { $low } km under every one of them.
   *[other] On day { $day } the median is least under { $low_design }, { $low } km, and most under { $high_design }, { $high } km.
 }
fig-fronts-caption = Kilometres on whichever axis is deepest, by day after the attack. Blue: median, middle half and 5–95% of the worlds; grey: { $baseline }; dashed: the hold depth of { $hold } km.

# --- 4 ways
ways-heading = Decision and arrival against the advance
ways-lead = Who decides, leaves, arrives and joins the line on which day, and how far the front is by then. Days before the attack are negative.
ways-caption = What happens in how many worlds, and when
ways-note = Share of worlds; day after the attack: median, and 80% of the worlds in which it happens.
event-trigger = Trigger met
event-decision = First decision to fight
event-arrival = First forces in the theatre
event-contact = First contact
event-leaving = Leaves
event-line = In the line
event-cell = { $share }; day { $day } [{ $first } to { $last }]
ways-axis = The axis shown is { $axis } (hold depth { $hold } km): the one that nations join most often, or where none does, the one on which the front moves furthest.
ways-absent = Not drawn, because they come in too few worlds or in none: { $names }.
fig-ways-heading = Who comes when: { $design }
fig-ways-alt = Bars for { $nations ->
    [one] one nation
   *[other] { $nations } nations
 } from decision to the line under { $design }, against { $attack }{ $nations ->
    [0] .
   *[other] ; the first in the line is { $nation }, on day { $day } (median of the worlds in which it comes).
 } Below, the advance on { $axis } and the guarantors’ brigades on the same days.
fig-ways-caption = Bars: medians over the worlds in which that nation comes; their share stands beside its name. Thin lines: 80% of these worlds. Below: km beyond the line at the start (median, 80% of all worlds; grey: the deepest axis; dashed: hold depth), and brigades (mean, 80%).

# --- 5 held
held-heading = What holds: by attack, and by law of combat
held-lead = Six published laws of ground combat share the worlds among them. Where they disagree, believe none alone: the spread between them is how unsure the science is.
fig-held-heading = Share of worlds held, by attack
fig-held-alt = { $attacks } panels, one for each attack, with a dot and interval for each design. Against { $attack } the share held runs from { $low } ({ $low_name }) to { $high } ({ $high_name }).
fig-held-caption = Share of worlds in which the line held to the horizon. Dot: estimate; bar: 95% Monte Carlo interval (Wilson); grey line: the baseline.
fig-laws-heading = Share of worlds held, by law of combat
fig-laws-alt = { $laws } panels, one for each law of ground combat, with a dot and interval for each design. { $design } holds in { $low } of the worlds of { $low_name } and in { $high } of those of { $high_name }.
fig-laws-caption = Share of the worlds of each law in which the line held; in brackets, how many worlds those are. Bar: 95% Monte Carlo interval.

# --- 6 deterrence
deterrence-heading = Does it deter? Three lenses side by side
deterrence-none = The study was played without the lenses on deterrence.
deterrence-lead = The price of aggression is an aggressor’s ledger over these campaigns; the game has incomplete information on both sides; the reference class is the record of settlements since 1816. They are never averaged. Levels are not forecasts: read the order, and where it differs.
lens-caption = The lenses side by side: probability of an attack within { $years } years, and places (1: least likely to be attacked)
lens-note = Price: value of the full aims at which the cheapest attack breaks even, billion euro, median and 90% of worlds. Brackets of probabilities, per cent: 95% Monte Carlo error for price and game, 90% of worlds for the reference class, which speaks of a war.
table-cheapest = Cheapest attack
table-place = Place: { $lens }
rank-correlations = Rank correlation of the designs between lenses: { $pairs }.
rank-pair = { $one } and { $other } { $rho }
lenses-apart = They disagree about { $design }; places: { $places }.
fig-lenses-heading = Attack within ten years, by lens
fig-lenses-alt = { $lenses ->
    [one] One panel
   *[other] { $lenses } panels, one for each lens,
 } with a dot and its range for each of { $designs } designs: the probability of an attack within { $years } years. The table above has the numbers.
fig-lenses-caption = Probability of an attack within ten years. Bars: 95% Monte Carlo error for price and game, 90% of worlds for the reference class.
fig-price-heading = The price of aggression
fig-price-alt = A panel for each attack with the price for each design, on a logarithmic scale. { $attack }: from { $low } billion euro ({ $low_design }) to { $high } ({ $high_design }), medians. What the aims are worth, { $worth } billion, is drawn behind.
fig-price-caption = Value of the aggressor’s full aims at which the attack breaks even, billion euro of 2025 (logarithmic). Dot: median; bar: 90% of worlds. Grey: what the aims are worth to the aggressor; an attack pays where the price lies to the left of it.
fig-survival-heading = How long peace lasts, by the reference class
fig-survival-alt = A panel for each design with the probability that peace lasts, by year. After { $years } years the median runs from { $low } ({ $low_design }) to { $high } ({ $high_design }).
fig-survival-caption = Probability that the two states have not fought another war, by years after the settlement. Blue: median and 5–95% of the worlds; dashed: kindest and harshest reading of what pacts do; grey: { $baseline }. An association in the record, not a cause. The axis does not start at nought.

# --- 7 costs
costs-heading = What it costs
costs-lead = A design is on the frontier where no other costs no more and holds no less. Cost is that of peacetime; a design without forces in place costs nothing here, which is not the same as being free.
fig-cost-heading = Cost against what holds
fig-cost-alt = { $designs } designs by yearly cost and the share of worlds in which they hold against { $attack }. On the frontier: { $frontier }.
fig-cost-caption = Billion euro a year (root scale; median and 90% of worlds) against the share of worlds held against { $attack } (95% Monte Carlo interval). Dashed: the frontier. Hollow: nations have offered only part of the forces that the design asks for.
cost-table-caption = Cost, what holds, and what nations have offered
cost-note = Offered: of the forces asked for in place, the share that nations have offered and can rotate; 100% means feasible by today’s statements.
table-frontier = Frontier
on-frontier = on the frontier
beaten-by = { $design } costs no more and holds more
beaten-within-error = { $design } costs no more and holds as much, within error

# --- 8 claims
claims-heading = Claims, tested
claims-none = This study’s folder keeps no claims, or none that this version of Casus can read.
claims-lead = { $count } statements from the debate, each written so that a study can support or refute it. Every claim, from any side, is a hypothesis.
claims-how = A claim is supported where the whole 95% interval of its share of worlds lies at or above what its words ask for, refuted where it lies below, and contested between, or where a law of combat decides the other way. When each claim fails is not sought here: `casus claims STUDY` seeks it.
claims-turned = The law of ground combat turns { $count ->
    [one] one of the verdicts
   *[other] { $count } of the verdicts
 }: { $names }.
fig-claims-heading = In which share of worlds each claim holds
fig-claims-alt = A row for each of { $count } claims: { $supported } are supported, { $contested } contested, { $refuted } refuted. The table below has every claim with its share and verdict.
fig-claims-caption = Circle: of the worlds in which the claim applies, the share in which it holds, with its 95% interval; black tick: what its author’s words ask for. Diamond: a claim about averages, share of resampled studies. Square: calculated once.
claims-caption = Claims and verdicts
claims-note = Share: of the worlds in which a claim applies, or for claims about averages of resampled studies. Rests on: the quantity that explains most of its truth, with the share. A verdict is on an expression in this model; whether that says what its author meant is for the reader to judge.
claim-claim = Claim
claim-who = Who said it
claim-strength = Asked to hold
claim-share = Holds in
claim-verdict = Verdict
claim-rests = Rests on

# --- 9 pacts
pacts-heading = What the texts leave open
pacts-lead = The linter reads the pact of each design and says what its text leaves open. Rules say never who is right. An error is a hole through which the whole promise may fall; a warning delays or weakens it; a note is something left open.
pacts-english = Findings name their rule; `casus rule` explains each.
findings-caption = Findings by design
findings-of = Findings in the pact of { $design }
severity-error = error
severity-warning = warning
severity-note = note
finding-rule = Rule
finding-severity = Severity
finding-clause = Clause
finding-finding = What was found
finding-mend = How it could be mended

# --- 10 sensitivity
drivers-heading = What the result depends on
drivers-lead = How much of the variance of the line being held each quantity explains alone, in the worlds that were played. What quantities explain only together is not in it, and neither are small random numbers: `casus explore` plays more worlds for that.
fig-drivers-heading = Quantities that explain most: { $design }
fig-drivers-alt = { $count ->
    [one] One bar
   *[other] { $count } bars
 }: of whether { $design } holds against { $attack }, most is explained by { $what }, { $share } of the variance. { $rest } is explained by no single quantity.
fig-drivers-caption = Share of the variance of the line being held, against { $attack }, that each quantity explains alone; coloured by the grade of its evidence.
drivers-caption = The three quantities that explain most, by design
driver-place = No. { $place }
standing-caption = Variance explained by single quantities, by what they stand on
standing-rest = Together, or by small chance
standing-note = A, B and C are grades of evidence: A several sources or direct data, B one decent source, C weak, contested, recalled or a judgement. Chance is what no evidence could tell.

# --- 11 limits
limits-heading = What the model cannot say
limits-lead = This section is part of every result.
limit-evidence = The study stands on { $entries } pieces of evidence; { $weak } of them are of grade C, and { $judged } are our own judgement with a wide range. These ranges are in every result; they are not confidence intervals of anything measured.
limit-whether = It does not say whether this aggressor will attack. The lenses say how a design moves the sum; their levels are not forecasts.
limit-persons = It says nothing about persons, facilities, targets or weapon design. The least that exists in it is a brigade, an axis, a region.
limit-absent = Nuclear use, sea war, cyber, the economy at war, occupation, insurgency and refugees are not modelled.
limit-decided = What is decided in one capital on one day cannot be foretold; whether promises are kept rests on four readings of the record and 21 calls, which are few.
limit-graded = Values of brigade types, the quality of both sides and the density at which a line comes apart are judgement, not measurement.
limit-warning = Whether the warning of a full attack is believed decides more than any design, and how likely that is, is judgement.
limit-laws = Which law of ground combat holds is unknown. All are stretched beyond what they were made for, and are made alike by rules of ours.
limit-definition = “Held” is a definition: a hold depth and key cities. Another depth gives another number, and a line that held is not a war that was won.
limit-ranks = The order of designs is steadier than their levels. Levels move with the seed; read gains.
limit-honour = Most of a text is not played: trigger, obligation, rule, clocks and form are; scope, definitions, means, term and exit are read by the linter alone.
limit-errors = The intervals shown are Monte Carlo errors. They say nothing of whether the model is right.
missed-caption = Bars that the model misses on recorded history today ({ $count })
missed-note = A bar was chosen before its score was seen. `casus backtest` scores every case, passed ones too.
missed-case = Backtest
missed-what = What was asked
missed-value = Reached
missed-asked = Asked at least
missed-baltics-2016-1 = Share of worlds in which the outskirts of Tallinn or Riga are reached within 60 hours, as in RAND’s games
missed-battles-1 = Who wins recorded battles, whole wars left out: area under the curve
missed-crises-1 = Reference class over 31 coded crises: area under the curve
missed-crises-2 = The same, over what forces in place alone tell
missed-decision-clock-1 = Whether guarantors decided within a month: skill over the rate of the other cases
missed-decision-clock-2 = The Rhineland of 1936 comes out less likely decided than Poland in 1939: difference
missed-strikes-1 = Shares of drones and missiles stopped: skill over the mean of the last six months

# --- 12 provenance
prov-heading = Provenance
prov-lead = With these the same numbers come out again, bit for bit on a machine of the same kind.
prov-again = To play it again and compare: `casus replay STUDY`.
prov-english = Names in the environment are those of programs.
prov-scenario = Scenario
prov-base-date = Base date
prov-version = Casus
prov-scenario-digest = Digest of the scenario
prov-evidence-digest = Digest of the evidence
prov-draws = Draws
prov-seed = Seed
prov-sampling = Sampling
prov-horizon-days = Horizon, days
prov-step-hours = Step, hours
prov-device = Played on
prov-complete = Complete
prov-environment = Environment in which it was played

# --- 13 evidence
evidence-heading = Evidence used
evidence-lead = { $count } quantities that this study read, as its folder keeps them, from { $works } works. Grade A: several sources or direct data; B: one decent source; C: weak, contested, recalled or a judgement. A range in brackets is the 5–95% interval: one world in ten lies outside.
entries-caption = { $subject }
entry-what = Quantity
entry-value = Value and range
entry-unit = Unit
entry-grade = Grade
entry-status = Status
entry-date = Of
entry-sources = Sources
status-seen = seen in the source
status-data = from data
status-recalled = recalled
status-judgement = judgement
works-heading = The { $count } works cited
works-caption = Works cited
work-author = Author
work-year = Year
work-title = Title
work-where = Where
work-seen = Read

# --- headings of the tables of numbers
data-title = Name
data-day = Day
data-hold = Hold depth, km
data-q05 = 5%, km
data-q25 = 25%, km
data-q50 = Median, km
data-q75 = 75%, km
data-q95 = 95%, km
data-baseline-q50 = Baseline, median, km
data-kind = Kind
data-name = Name
data-nation = Nation
data-event = Event
data-comes-in = Comes in
data-p10 = 10%, day
data-p50 = Median, day
data-p90 = 90%, day
data-attack-kind = Attack
data-p-held = Held
data-low = Low end
data-middle = Median
data-high = High end
data-n = Worlds
data-law = Law
data-lens-name = Lens
data-p-attack = Attack in 10 years
data-place = Place
data-year = Year
data-low-share = 5%
data-share = Share
data-high-share = 95%
data-cost = Billion euro a year
data-cost-low = 5%, cost
data-cost-high = 95%, cost
data-held = Held
data-held-low = Low end, held
data-held-high = High end, held
data-offered-share = Offered
data-claim = Claim
data-verdict-name = Verdict
data-holds-share = Holds in
data-asked = Asked
data-worlds = Worlds
data-what = Quantity
data-standing-name = Stands on

# --- print
page-of = page
