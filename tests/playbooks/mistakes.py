"""Mistakes one can make in the small plan's files, and what has to be said about each."""

from typing import NamedTuple

PLAN_YAML, SITE, CLAUSES, CRUSH, READINESS = (
    "plan.yaml",
    "site.geojson",
    "clauses.yaml",
    "incidents/crush.yaml",
    "readiness.yaml",
)
SUPPLIES = "supplies.yaml"
STEP = "  - {id: stop, phase: 1, agency: police, text: {zh: 停, en: Stop}, source: P2}"
TOP = "  - {id: top, kind: post, post: commander, name: {zh: 总指挥, en: Commander}, source: A1}"
RING = "[[[0, 0], [9, 0], [9, 9], [0, 0]]]"
PATROL_2 = "  - {id: patrol-2, name: {zh: 巡逻2, en: Patrol 2}, kind: patrol, group: safety"


CITY = (
    "{{id: city, name: {{zh: 市, en: City}}, from_severity: II, phone_s: {}, first_s: 600, "
    "every_s: 600, source: A1}}"
)


class Mistake(NamedTuple):
    """A change to the small plan, and what has to be said about it."""

    file: str
    old: str
    new: str
    what: str
    hint: str


MISTAKES = {
    "a supply of no known owner": Mistake(
        SUPPLIES, "owner: health", "owner: helth", "'helth' is not a known agency", "'health'"
    ),
    "a supply kept nowhere": Mistake(
        SUPPLIES, "zone: gate", "zone: gat", "'gat' is not a known zone", "'gate'"
    ),
    "a supply of which there is none": Mistake(
        SUPPLIES, "quantity: 4", "quantity: 0", "should be greater than or equal to 1", ""
    ),
    "a supply of an unknown kind": Mistake(
        SUPPLIES,
        "kind: equipment",
        "kind: tool",
        "'tool' is none of the words known here",
        "'equipment'",
    ),
    "a supply twice": Mistake(
        SUPPLIES, "id: radio", "id: stretcher", "supply 'stretcher' is here twice", "another id"
    ),
    "an unknown key": Mistake(
        PLAN_YAML, "timezone:", "time_zone:", "unknown key 'time_zone'", "'timezone'"
    ),
    "a reference to no agency": Mistake(
        PLAN_YAML,
        "en: Chief}, agency: police",
        "en: Chief}, agency: polcie",
        "'polcie' is not a known agency",
        "Did you mean 'police'",
    ),
    "a reference to no person": Mistake(
        PLAN_YAML, "leads: [li-an]", "leads: [lian]", "'lian' is not a known person", "'li-an'"
    ),
    "a reference to no post": Mistake(
        PLAN_YAML,
        "holders: []",
        "holders: []\n    deputies: [comander]",
        "'comander' is not a known post",
        "'commander'",
    ),
    "a rung naming a post nobody holds": Mistake(
        PLAN_YAML,
        "post: commander",
        "post: vacant",
        "'vacant' is not a post that somebody holds",
        "Known: commander",
    ),
    "a commander's post nobody holds": Mistake(
        PLAN_YAML,
        "{commander: commander,",
        "{commander: vacant,",
        "'vacant' is not a post that somebody holds",
        "Known: commander",
    ),
    "a rung without its post": Mistake(
        PLAN_YAML, "kind: post, post: commander", "kind: post", "needs a post", "Add `post`"
    ),
    "a request that names who approves it": Mistake(
        PLAN_YAML,
        "kind: post, post: commander",
        "kind: request, post: commander",
        "a rung of the kind 'request' has no post: the commander approves it",
        "Remove `post`",
    ),
    "a second request on a ladder": Mistake(
        PLAN_YAML,
        "  - {id: top,",
        "  - {id: city, kind: request, name: {zh: 市, en: City}, source: A1}\n"
        "  - {id: region, kind: request, name: {zh: 区, en: Region}, source: A1}\n"
        "  - {id: top,",
        "ladder[3]: the rung 'city' has drafted the request already",
        "Remove this rung; a request to the region",
    ),
    "a lead's rung with a post": Mistake(
        PLAN_YAML, "kind: lead,", "kind: lead, post: commander,", "has no post", "Remove `post`"
    ),
    "a post on two rungs of one ladder": Mistake(
        PLAN_YAML,
        TOP,
        f"{TOP}\n{TOP.replace('id: top', 'id: again')}",
        "ladder[3]: the post 'commander' is told by the rung 'top' already",
        "another post, or remove this rung",
    ),
    "a ladder that tells the lead twice": Mistake(
        PLAN_YAML,
        TOP,
        f"  - {{id: again, kind: lead, name: {{zh: 再, en: Again}}, source: A1}}\n{TOP}",
        "ladder[2]: the lead is told by the rung 'lead' already",
        "Remove this rung",
    ),
    "a ladder that climbs to nobody": Mistake(
        PLAN_YAML, f"\n{TOP}", "", "the ladder climbs to nobody", "Add a rung of the kind 'post'"
    ),
    "a ladder without rungs": Mistake(
        CRUSH,
        "checklist:",
        "ladder: []\nchecklist:",
        "the ladder climbs to nobody",
        "Add a rung of the kind 'post'",
    ),
    "a type's own ladder with a post twice": Mistake(
        CRUSH,
        "checklist:",
        f"ladder:\n{TOP}\n{TOP.replace('id: top', 'id: tip')}\nchecklist:",
        "ladder[2]: the post 'commander' is told by the rung 'top' already",
        "another post, or remove this rung",
    ),
    "a post that is its own deputy": Mistake(
        PLAN_YAML,
        "succession: [wu-bei]",
        "succession: [wu-bei]\n    deputies: [commander]",
        "posts[1].deputies: 'commander' is its own deputy",
        "Take it out",
    ),
    "posts that are each other's deputies": Mistake(
        PLAN_YAML,
        "    succession: [wu-bei]\n    source: A1\n  - id: vacant\n",
        "    succession: [wu-bei]\n    deputies: [vacant]\n    source: A1\n  - id: vacant\n"
        "    deputies: [commander]\n",
        "posts[1].deputies: deputies go round: commander → vacant → commander",
        "Take one of them out",
    ),
    "a reference to no zone": Mistake(
        PLAN_YAML, "home: gate", "home: gaet", "'gaet' is not a known zone", "'gate'"
    ),
    "a reference to no unit kind": Mistake(
        PLAN_YAML,
        PATROL_2,
        PATROL_2.replace("kind: patrol", "kind: patrl"),
        "'patrl' is not a known unit kind",
        "'patrol'",
    ),
    "a reference to no group": Mistake(
        CRUSH, "lead: safety", "lead: safty", "'safty' is not a known group", "'safety'"
    ),
    "a kind to send that no unit has": Mistake(
        CRUSH,
        "send: [patrol, patrol]",
        "send: [unused]",
        "'unused' is not a kind that a unit has",
        "Known: patrol",
    ),
    "an unknown clause": Mistake(
        CRUSH,
        "source: [A2.1, P2]",
        "source: [A2.1, P9]",
        "'P9' is not a known clause",
        "A1, A2.1, P1, P2",
    ),
    "something that the system does not do": Mistake(
        CLAUSES,
        "en: keep watch}}",
        "en: keep watch}, embodied_by: [supervison]}",
        "'supervison' is nothing that the system does",
        "Did you mean 'supervision'",
    ),
    "a duty left to what only keeps the record": Mistake(
        CLAUSES,
        "en: keep watch}}",
        "en: keep watch}, embodied_by: [log-of-record]}",
        "'log-of-record' cannot carry a clause of the kind 'duty'",
        "It carries: liability",
    ),
    "a situation that is no situation": Mistake(
        CRUSH,
        "situation: A2.1",
        "situation: A1",
        "'A1' is not a clause of the kind 'situation'",
        "A2.1",
    ),
    "a clause cited twice": Mistake(
        CRUSH, "source: [A2.1, P2]", "source: [P2, P2]", "'P2' is here twice", "Keep one"
    ),
    "no source at all": Mistake(
        PLAN_YAML, "en: Lead}, source: A1}", "en: Lead}}", "'source' is missing", "Add it"
    ),
    "a missing language": Mistake(
        CRUSH,
        "{zh: 停下, en: Stop}",
        "{zh: 停下}",
        "'en' is missing",
        "Every text is said in zh and en",
    ),
    "an empty text": Mistake(
        CRUSH, "{zh: 停下, en: Stop}", "{zh: ' ', en: Stop}", "has not the form", "Write words"
    ),
    "a number where words belong": Mistake(
        CRUSH, "{zh: 停下, en: Stop}", "{zh: 2020, en: Stop}", "this should be text", "quotes"
    ),
    "words where a number belongs": Mistake(
        CRUSH, "phase: 1", "phase: one", "this should be a whole number", "digits"
    ),
    "a point in a whole number": Mistake(
        CRUSH, "phase: 1", "phase: 1.5", "this should be a whole number", "digits"
    ),
    "a number out of its range": Mistake(
        CRUSH, "phase: 1", "phase: 7", "less than or equal to 6", ""
    ),
    "words where true or false belongs": Mistake(
        SITE, '"closed": false', '"closed": "false"', "this should be true or false", "Write true"
    ),
    "a word where a list belongs": Mistake(
        CRUSH, "support: [health]", "support: health", "this should be a list", "[a, b]"
    ),
    "a word where keys belong": Mistake(
        CRUSH,
        "severity: {default: III, injured: II, unknown: III}",
        "severity: III",
        "this should have keys of its own",
        "{key: value}",
    ),
    "an unknown grade": Mistake(
        CRUSH, "default: III", "default: V", "'V' is none of the words", "'IV'"
    ),
    "injuries that make it milder": Mistake(
        CRUSH, "injured: II", "injured: IV", "graded milder", "as grave or graver"
    ),
    "no targets for a severity": Mistake(
        CRUSH,
        "  IV: {",
        "  V: {",
        "'IV' is missing",
        "Add it",
    ),
    "targets out of order": Mistake(
        CRUSH, "  IV: {dispatch_s: 30,", "  IV: {dispatch_s: 61,", "out of order", "rise"
    ),
    "an id used twice": Mistake(
        PLAN_YAML, "{id: patrol-2,", "{id: patrol-1,", "unit 'patrol-1' is here twice", "on line 37"
    ),
    "a step used twice": Mistake(
        CRUSH,
        "first_actions:",
        f"{STEP}\nfirst_actions:",
        "step 'stop' is here twice",
        "another id",
    ),
    "two units of one name": Mistake(
        PLAN_YAML,
        "en: Patrol 2}",
        "en: Patrol 1}",
        "unit 'patrol-2' is called 'Patrol 1'",
        "of its own",
    ),
    "a key written twice": Mistake(
        CRUSH, "icon: crush", "icon: crush\nicon: fire", "key 'icon' is here twice", "Keep one"
    ),
    "an id that is no name": Mistake(
        PLAN_YAML,
        "id: vacant",
        "id: Va_cant",
        "'Va_cant' has not the form of a name",
        "joined by '-'",
    ),
    "a day that is none": Mistake(
        PLAN_YAML, '"2020-10-25"', '"2020-02-30"', "'2020-02-30' is not a day", "2020-10-25"
    ),
    "a time that is none": Mistake(
        PLAN_YAML, '"07:00"', '"7 am"', "'7 am' is not a time of day", "10:30"
    ),
    "a time zone that is none": Mistake(
        PLAN_YAML, "Asia/Shanghai", "Asia/Shanghei", "no time zone", "Asia/Shanghai"
    ),
    "a lead who is a member": Mistake(
        PLAN_YAML,
        "members: [wu-bei], duties",
        "members: [li-an], duties",
        "'li-an' is lead and member",
        "under `leads` only",
    ),
    "a holder who would succeed themselves": Mistake(
        PLAN_YAML,
        "succession: [wu-bei]",
        "succession: [li-an]",
        "succeed themselves",
        "`succession`",
    ),
    "an outline that says nothing": Mistake(
        SITE,
        RING,
        "[[]]",
        "geometry.coordinates[1]: the outline is empty",
        "three corners or more, then the first again",
    ),
    "no outline at all": Mistake(
        SITE, RING, "[]", "geometry.coordinates: this needs 1 or more and has 0", "Add what is"
    ),
    "an outline with a hole": Mistake(
        SITE,
        RING,
        "[[[0, 0], [9, 0], [9, 9], [0, 0]], [[2, 1], [3, 1], [3, 2], [2, 1]]]",
        "geometry.coordinates: this may have 1 at most and has 2",
        "Take the others out",
    ),
    "an outline of two corners": Mistake(
        SITE,
        RING,
        "[[[0, 0], [9, 0], [0, 0]]]",
        "the outline has 2 corners",
        "three corners or more, then the first again",
    ),
    "a zone without area": Mistake(
        SITE,
        RING,
        "[[[0, 0], [3, 3], [9, 9], [0, 0]]]",
        "the outline has no area",
        "Its corners are on one line",
    ),
    "an outline that crosses itself": Mistake(
        SITE,
        RING,
        "[[[0, 0], [9, 9], [9, 0], [0, 9], [0, 0]]]",
        "the outline crosses itself: [0, 0] to [9, 9] meets [9, 0] to [0, 9]",
        "as one walks round the zone",
    ),
    "an outline that goes back on itself": Mistake(
        SITE,
        RING,
        "[[[0, 0], [9, 0], [9, 9], [9, 4], [0, 0]]]",
        "the outline crosses itself: [9, 0] to [9, 9] meets [9, 4] to [0, 0]",
        "as one walks round the zone",
    ),
    "a point of one number": Mistake(
        SITE, '"label": [10, 20]', '"label": [10]', "this needs 2 or more and has 1", "Add what is"
    ),
    "an outline that is not closed": Mistake(
        SITE, "[9, 9], [0, 0]]]", "[9, 9], [0, 1]]]", "the outline is not closed", "first point"
    ),
    "a point beside the board": Mistake(
        SITE, '"label": [10, 20]', '"label": [10, 1001]', "less than or equal to 1000", ""
    ),
    "a rule of routing for a type that is none": Mistake(
        PLAN_YAML,
        "unit_kinds:",
        "routes: [{id: a, when: {type: [crash]}, support: [health], source: P2}]\nunit_kinds:",
        "'crash' is not a known incident type",
        "Did you mean 'crush'",
    ),
    "a rule of routing that asks nothing": Mistake(
        PLAN_YAML,
        "unit_kinds:",
        "routes: [{id: a, when: {}, support: [health], source: P2}]\nunit_kinds:",
        "`when` asks nothing",
        "Add type, zone, severity or involves",
    ),
    "a rule that asks what the plan does not declare": Mistake(
        CRUSH,
        "checklist:",
        "routes: [{id: a, when: {involves: [watr]}, lead: safety, source: P2}]\nchecklist:",
        "'watr' is not a known circumstance",
        "Did you mean 'water'",
    ),
    "a circumstance that every plan has": Mistake(
        PLAN_YAML,
        "{id: water, name: {zh: 水域, en: Water}}",
        "{id: injured, name: {zh: 伤, en: Hurt}}",
        "'injured' is known in every plan",
        "Take it out",
    ),
    "an order to be done before it is read back": Mistake(
        PLAN_YAML,
        "unit_kinds:",
        "times: {orders: {gate_stop: {read_back_s: 90, done_s: 60}}}\nunit_kinds:",
        "it is to be done before it is read back",
        "Make done_s the longer one",
    ),
    "a time of no length": Mistake(
        PLAN_YAML,
        "unit_kinds:",
        "times: {requests: {send_s: 0}}\nunit_kinds:",
        "greater than or equal to 1",
        "",
    ),
    "a time where it stood before": Mistake(
        PLAN_YAML,
        "unit_kinds:",
        "muster_within_s: 600\nunit_kinds:",
        "this stands under `times` now",
        "Write times: {muster: {within_s: 600}}",
    ),
    "a rule of routing that brings in nobody": Mistake(
        CRUSH,
        "checklist:",
        "routes: [{id: a, when: {involves: [injured]}, source: P2}]\nchecklist:",
        "the rule brings in nobody",
        "Add lead, groups, support or send",
    ),
    "a rule whose lead supports itself": Mistake(
        CRUSH,
        "checklist:",
        "routes: [{id: a, when: {zone: [gate]}, lead: safety, groups: [safety], source: P2}]"
        "\nchecklist:",
        "'safety' leads and supports",
        "`lead` only",
    ),
    "a rule of one type that names types": Mistake(
        CRUSH,
        "checklist:",
        "routes: [{id: a, when: {type: [crush]}, support: [health], source: P2}]\nchecklist:",
        "a rule of one type names types",
        "move it to plan.yaml",
    ),
    "two rules of one name": Mistake(
        PLAN_YAML,
        "unit_kinds:",
        "routes:\n  - {id: a, when: {severity: II}, support: [health], source: P2}\n"
        "  - {id: a, when: {severity: I}, support: [police], source: P2}\nunit_kinds:",
        "route 'a' is here twice",
        "another id",
    ),
    "an icon that nobody drew": Mistake(
        CRUSH, "icon: crush", "icon: crash", "no icon 'crash'", "Did you mean 'crush'"
    ),
    "a family that is none": Mistake(
        CRUSH, "icon: crush", "family: people\nicon: crush", "'people' is not a known family", ""
    ),
    "a short name that is long": Mistake(
        CRUSH,
        "icon: crush",
        "short: {zh: 挤, en: Far too long for a card}\nicon: crush",
        "the short name in en is too long",
        "At most 18 letters",
    ),
    "an anchor": Mistake(CRUSH, "lead: safety", "lead: &who safety", "anchor '&who'", "Remove it"),
    "an alias": Mistake(CRUSH, "icon: crush", "icon: *it", "alias '*it'", "no aliases"),
    "a tag": Mistake(CRUSH, "icon: crush", "icon: !!str crush", "tag", "tags are not used"),
    "a second document": Mistake(
        CRUSH, "icon: crush", "icon: crush\n---\nid: x", "a second document", "one document"
    ),
    "a bracket left open": Mistake(
        CRUSH, "support: [health]", "support: [health", "expected", "Mend"
    ),
    "an incident's id unlike its file": Mistake(
        CRUSH, "id: crush", "id: crash", "'crash' is not the name of its file", "id: crush"
    ),
    "a plan's id unlike its folder": Mistake(
        PLAN_YAML,
        "plan: small",
        "plan: large",
        "'large' is not the name of its folder",
        "plan: small",
    ),
    "a site plan that claims a survey": Mistake(
        SITE,
        '"state": "schematic",\n  "board"',
        '"state": "surveyed",\n  "board"',
        "'surveyed' is none of the words",
        "'schematic'",
    ),
    "a duty whose owner nobody knows": Mistake(
        READINESS, "owner: li-an", "owner: lian", "'lian' is not a known person", "'li-an'"
    ),
    "a duty that closes a place that stays open": Mistake(
        READINESS,
        "evidence: true",
        "evidence: true, closes: gate",
        "'gate' is not a zone that the plan closes",
        "",
    ),
    "a duty due at no time": Mistake(
        READINESS, '"2020-10-25 06:30"', '"6:30"', "'6:30' is not a day and time", "18:00"
    ),
    "a duty due when the day is over": Mistake(
        READINESS,
        '"2020-10-25 06:30"',
        '"2020-10-26 06:30"',
        "duty 'gate-shut' is due after the day",
        "on the day or before",
    ),
    "a call no sooner than the report": Mistake(
        PLAN_YAML,
        "\nladder:",
        f"\nreporting: {{recipients: [{CITY.format(600)}]}}\nladder:",
        "the call is due no sooner than the report",
        "below first_s",
    ),
    "a warning before its time has begun": Mistake(
        PLAN_YAML,
        "\nladder:",
        f"\nreporting: {{warn_s: 300, recipients: [{CITY.format(300)}]}}\nladder:",
        "'city' would be warned of before its time has begun",
        "below 300",
    ),
    "a quantity of nothing": Mistake(
        READINESS, ", measure: {zh: 个, en: bins}", "", "a quantity of nothing", "`measure`"
    ),
    "a duty twice": Mistake(
        READINESS, "id: bins", "id: gate-shut", "duty 'gate-shut' is here twice", "line 4"
    ),
    "a climb over a post nobody holds": Mistake(
        READINESS, "[commander]", "[vacant]", "'vacant' is not a post that somebody holds", ""
    ),
}
