"""What each code of the schema says in an annex: one phrase or sentence a code."""

from __future__ import annotations

SILENT = "The text does not say"
"""How every sentence begins that says what a text leaves out."""

QUALIFIERS = {
    "significant": "it is significant",
    "deliberate": "it is deliberate",
    "sustained": "it is sustained",
    "unprovoked": "it is unprovoked",
    "external": "it comes from outside",
    "on-request": "the state concerned asks for help",
    "across-line": "it crosses the line that divides the sides",
    "named-adversary": "it comes from the adversary that is named",
}
GREY = {
    "covered": "Deniable acts (without flags, by cyber means, by proxies) count as the event too",
    "excluded": "Deniable acts (without flags, by cyber means, by proxies) do not count as the event",
    "silent": f"{SILENT} whether deniable acts (without flags, by cyber means, by proxies) count",
}
DISCRETION = {
    "as-deemed-necessary": "as it deems necessary",
    "constitutional-processes": "as its constitution lets it",
    "own-laws": "as its own laws let it",
    "voluntary": "as it wishes",
    "where-possible": "as far as it is possible",
}
AUTOMATICITY = {
    "none": f"{SILENT} that anything follows without a new decision",
    "meeting": "A meeting follows without a new decision",
    "decision": "The guarantors owe a decision, whatever it turns out to be",
    "action": "Action follows without a new decision",
}
MEANS = {
    "force": "armed force",
    "materiel": "arms and equipment",
    "intelligence": "intelligence",
    "logistics": "transport and supply",
    "sanctions": "sanctions",
    "diplomacy": "diplomatic steps",
    "money": "money",
}
RULES = {
    "each": "Each guarantor decides for itself",
    "consensus": "The guarantors decide together and all must agree, so that one can block",
    "quorum": "Once {quorum} of the guarantors agree, the decision holds for all",
    "majority": "A majority by weight decides for all",
    "lead": "The lead nation decides and the others follow",
    "single": "One guarantor alone, the lead nation, decides for all",
    "unstated": f"{SILENT} how the guarantors decide",
}
TERRITORIES = {
    "unstated": f"{SILENT} on which ground the promise holds",
    "all": "The promise holds on all the ground of the protected state",
    "administered": "The promise holds on the ground that the protected state administers",
    "lawful": "The promise holds on the ground that the protected state holds by right",
    "members": "The promise holds on the territory of the parties themselves",
    "named": "The promise holds in the areas that the text names",
}
FORCES_COVERED = {
    True: "An attack on guarantors' forces, ships or aircraft counts too",
    False: "An attack on guarantors' forces, ships or aircraft does not count",
    None: f"{SILENT} whether an attack on guarantors' forces, ships or aircraft counts",
}
HEADQUARTERS = {
    "none": "There is no standing headquarters",
    "lead": "A lead nation keeps the standing headquarters",
    "integrated": "The parties keep an integrated headquarters",
}
PLANS = {
    "none": "Nothing is planned together before the event",
    "contacts": "The staffs are in contact before the event",
    "plans": "The staffs make common plans before the event",
    "common": "The parties follow a common defence policy",
}
ORGANISATIONS = {
    "none": "There is no organisation",
    "meetings": "The parties meet regularly",
    "named": "There is an organisation with a name and no staff of its own",
    "standing": "There is an organisation with a standing staff",
}
AID = {
    "none": "No military aid is promised in peacetime",
    "training": "Training and know-how are promised in peacetime",
    "arms": "Arms are promised in peacetime",
}
MONITORING = {
    "none": "No mission watches the line",
    "observes": "A mission observes the line",
    "reports": "A mission watches the line and reports to the public",
    "attributes": "A mission watches the line and says who broke the peace",
}
STANDING = {
    "near_line": "guarantors' troops where an attack would meet them",
    "heavy": "armoured or mechanised brigades of the guarantors",
    "standby": "further forces that are earmarked at stated notice",
    "stocks": "ammunition or equipment placed forward",
    "bases": "bases of the guarantors on the protected ground",
    "delegated": "commanders who may use the forces assigned to them without a new decision",
    "mandate": "a consent that parliaments have given beforehand",
}
RENEWALS = {
    "automatic": "After its term the pact is renewed of itself",
    "by-agreement": "After its term the pact is renewed if the parties agree",
}
EXITS = {
    "notice": "A party may leave after giving notice",
    "at-will": "A party may leave at will",
    "barred": "No party may leave by itself",
    "unstated": f"{SILENT} whether or how a party may leave",
}
LIMITS = {
    "no-troops": "No troops are promised",
    "other-alliance-first": "Another alliance comes first",
    "own-law": "The promise is subject to the law and the procedures of each party",
    "exclusion": "Some of what might be expected is left out of the promise",
    "void-if": "The promise lapses on a condition",
    "neutrality": "The neutrality of a party is left untouched",
    "voluntary": "No party has to take part against its will",
    "sequence": "The promise waits for something else to happen first",
}
JUDGES = {
    "each": "Each party finds for itself {what}",
    "lead": "The lead nation finds {what}",
    "body": "A body of the pact finds {what}",
    "joint": "A body in which the adversary sits too finds {what}",
    "unstated": f"{SILENT} who finds {{what}}",
}
NEUTRAL = {
    True: "The protected state is neutral: it may not plan, train or share headquarters with guarantors",
    False: "The protected state need not be neutral",
}
FOREIGN_TROOPS = {
    "allowed": "Guarantors' forces may be in the country",
    "banned": "Guarantors' forces may not be in the country",
    "unstated": f"{SILENT} whether guarantors' forces may be in the country",
}
ADVERSARY_LIMITED = {
    True: "The adversary accepts limits of the same kind",
    False: "The adversary accepts no limits of the same kind",
}
CEDES_POSITIONS = {
    True: "Ground with prepared positions is given up beyond the line held",
    False: "No ground with prepared positions is given up beyond the line held",
}
DEMILITARISED = {
    True: "A zone along the line is kept free of forces",
    False: "No zone along the line is kept free of forces",
}
SANCTIONS = {
    "kept": "Sanctions against the adversary are kept in peacetime",
    "snap-back": "Sanctions against the adversary are lifted and come back upon a breach",
    "lifted": "Sanctions against the adversary are lifted for good",
    "unstated": f"{SILENT} what becomes of sanctions",
}
KINDS = {
    "treaty": "The pact is a treaty",
    "executive-agreement": "The pact is an executive agreement",
    "political": "The pact is a political declaration, not binding in law",
    "statute": "The promise is a statute of the state that makes it, not an agreement",
    "executive-order": "The promise is an executive order of the state that makes it, not an agreement",
    "deployment": "The promise is a deployment of forces without a text of its own",
    "draft": "The pact is a draft",
    "proposal": "The pact is a proposal",
}
RATIFICATIONS = {
    "done": "Parliaments have consented to it",
    "required": "Parliaments have still to consent to it",
    "refused": "A parliament has refused its consent",
    "not-foreseen": "No consent of parliaments is foreseen",
}
