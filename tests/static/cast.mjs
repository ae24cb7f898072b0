// Documents and lines in the shape the server sends, one line each to build.

export const AT = Date.UTC(2020, 9, 25, 2, 42, 17);
export const MINUTE = 60_000;

const BY = {
  role: "dispatcher",
  person: null,
  unit: null,
  post: null,
  group: null,
  on_behalf_of: null,
};

/** An incident nobody has been sent to yet; `given` overrides. */
export function anIncident(number, given = {}) {
  const reportedAt = given.reported_at ?? AT - 5 * MINUTE;
  return {
    kind: "incident",
    id: String(number),
    number,
    v: number,
    type: "fire",
    status: "confirmed",
    severity: 3,
    severity_set_by_person: false,
    zone: "temple",
    place: null,
    position: null,
    what: null,
    injured: "no",
    involves: [],
    rules_out: [],
    reporter: null,
    reported_by: BY,
    source: "dispatch",
    occurred_at: reportedAt,
    reported_at: reportedAt,
    opening: 0,
    opened_at: reportedAt,
    lead: "safety",
    support: [],
    send: [],
    targets: { dispatch_s: 60, acknowledge_s: 60, on_scene_s: 360, control_s: 900, answer_s: 120 },
    ladder: [],
    told: [],
    assignments: [],
    missed: [],
    steps: [],
    notes: [],
    duplicates: [],
    merged_into: null,
    request: null,
    confirmed_at: null,
    controlled_at: null,
    resolved_at: null,
    ended_at: null,
    last: null,
    stage: "reported",
    open: true,
    deadlines: [aDeadline("control", AT + 5 * MINUTE)],
    owner: null,
    ...given,
  };
}

export function aDeadline(kind, dueAt, given = {}) {
  return {
    id: `1.0.${kind}`,
    kind,
    due_at: dueAt,
    assignment: null,
    rung: null,
    missed: false,
    ...given,
  };
}

/** An assignment whose steps are [progress, at] pairs. */
export function anAssignment(unit, assignedAt, steps = [], given = {}) {
  const stamps = steps.map(([progress, at], place) => ({ progress, at, seq: 100 + place }));
  return {
    id: `1-${unit}`,
    unit,
    assigned_at: assignedAt,
    progress: stamps.at(-1)?.progress ?? "assigned",
    stamps,
    withdrawn: false,
    ...given,
  };
}

export function aUnit(id, given = {}) {
  return {
    kind: "unit",
    id,
    v: 1,
    state: "available",
    reason: null,
    since: AT,
    zone: null,
    incidents: [],
    ...given,
  };
}

export function aLine(seq, facts, given = {}) {
  return {
    seq,
    at: AT + seq * 1000,
    occurred_at: AT + seq * 1000,
    late: false,
    source: "dispatch",
    by: BY,
    incident: facts[0]?.incident ?? null,
    facts,
    h: "0".repeat(64),
    struck: false,
    ...given,
  };
}

export function anEvent(given = {}) {
  return {
    kind: "event",
    event_kind: "live",
    id: "double-ninth-2020",
    v: 1,
    name: { zh: "登贺兰 赏红叶", en: "Climb Helan, see red leaves" },
    plan: "double-ninth-2020",
    plan_digest: "d",
    epoch: "e1",
    opened_at: AT,
    time: { event_at: AT, real_at: AT, rate: 1 },
    phase: "live",
    phase_since: AT,
    activation: null,
    absent: {},
    ...given,
  };
}

const both = (zh, en) => ({ zh, en });

export const PLAN = {
  id: "double-ninth-2020",
  digest: "d",
  timezone: "Asia/Shanghai",
  site: both("景区", "Site"),
  commander: "commander",
  people: {
    p1: { id: "p1", name: both("甲", "Person one") },
    p2: { id: "p2", name: both("乙", "Person two") },
  },
  groups: {
    traffic: { id: "traffic", order: 2, name: both("交通保障组", "Traffic"), leads: ["p2"] },
    safety: { id: "safety", order: 1, name: both("安全保障组", "Safety"), leads: ["p1"] },
  },
  posts: { commander: { id: "commander", name: both("指挥长", "Commander"), holders: ["p1"] } },
  agencies: {},
  units: {
    "medic-1": {
      id: "medic-1",
      name: both("救护1", "Medic 1"),
      kind: "ambulance",
      group: "safety",
      home: "temple",
    },
    "medic-2": {
      id: "medic-2",
      name: both("救护2", "Medic 2"),
      kind: "ambulance",
      group: "safety",
      home: "plaza",
    },
    "engine-1": {
      id: "engine-1",
      name: both("消防1", "Engine 1"),
      kind: "fire_engine",
      group: "traffic",
      home: null,
    },
  },
  unit_kinds: {
    fire_engine: both("消防车", "Fire engines"),
    ambulance: both("救护车", "Ambulances"),
  },
  zones: {
    temple: {
      id: "temple",
      name: both("庙", "Temple"),
      closed: false,
      outline: [
        [0, 0],
        [500, 0],
        [500, 500],
        [0, 500],
        [0, 0],
      ],
      label: [20, 60],
    },
    plaza: {
      id: "plaza",
      name: both("广场", "Plaza"),
      closed: true,
      outline: [
        [500, 0],
        [1000, 0],
        [1000, 500],
        [500, 500],
        [500, 0],
      ],
      label: [520, 60],
    },
  },
  playbooks: {
    fire: {
      id: "fire",
      name: both("火灾", "Fire"),
      icon: "fire",
      ladder: [{ id: "lead", kind: "lead", post: null, name: both("组长", "Group lead") }],
      checklist: [{ id: "s1", phase: 1, text: both("疏散", "Evacuate") }],
    },
  },
};
