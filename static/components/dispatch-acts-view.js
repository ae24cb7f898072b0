// Scenes, what is called on, requests and musters as pages read them. Pure.

/** Nothing more is waited for. */
const SETTLED = new Set(["returned", "cancelled"]);
const GONE = new Set(["declined", "released"]);
const DONE = new Set(["declined", "answered"]);

const sum = (all, of) => all.reduce((total, one) => total + of(one), 0);

/** How much of a requisition is still with us. */
export const outOf = (one) => one.handed - sum(one.returns, (back) => back.quantity) - one.lost;

/** How much of the register's quantity a requisition keeps from others: as the server has it. */
const heldBy = (one) => (one.status === "asked" ? one.quantity : outOf(one) + one.lost);

/** How much of a supply can still be called on. */
export function leftOf(supply, requisitions) {
  const its = requisitions.filter((one) => one.supply === supply.id);
  return supply.quantity - sum(its, heldBy);
}

/** What a document waits for: {what, dueAt}, or null. */
export function waitedFor(one) {
  const waits = WAITS[one.kind]?.[one.status];
  const dueAt = waits && one[waits.at];
  return dueAt ? { what: waits.what, dueAt } : null;
}

const WAITS = {
  requisition: {
    asked: { what: "hand_over", at: "hand_over_due_at" },
    handed_over: { what: "back", at: "back_due_at" },
  },
  mobilisation: {
    called: { what: "answer", at: "answer_due_at" },
    coming: { what: "arrival", at: "arrive_due_at" },
  },
};

export const isRunning = (one) =>
  one.kind === "requisition" ? !SETTLED.has(one.status) : !GONE.has(one.status);

/** What runs first, what is due soonest before the rest; then the newest that is over. */
export function inOrderOfTime(all) {
  const key = (one) => waitedFor(one)?.dueAt ?? Infinity;
  const running = all.filter(isRunning).sort((a, b) => key(a) - key(b) || a.v - b.v);
  return [...running, ...all.filter((one) => !isRunning(one)).sort((a, b) => b.v - a.v)];
}

export const isRequestOpen = (request) => !DONE.has(request.status);

/** The kinds whose notices are shown at the desk under their incident. */
export const CALLS = new Set(["request", "requisition", "mobilisation"]);

export const isUnsettled = (one) => (one.kind === "request" ? isRequestOpen(one) : isRunning(one));

/** Who has the command at a scene now, or null. */
export const commandOf = (scene) => scene?.commands.at(-1) ?? null;

export const lastCasualties = (scene) => scene?.casualties.at(-1) ?? null;

export const inForce = (scene) => (scene?.measures ?? []).filter((one) => one.lifted_at === null);

/** The muster that runs, or null. */
export const runningMuster = (musters) => [...musters].find((one) => one.ended_at === null) ?? null;

/** {there, all, late, coming, excused}: each a list of posts but `all`, which counts them. */
export function musterStanding(muster, now) {
  const there = muster.posts.filter((one) => one.arrived_at !== null);
  const away = muster.posts.filter((one) => one.arrived_at === null);
  const excused = away.filter((one) => one.excused !== null);
  const awaited = away.filter((one) => one.excused === null);
  return {
    all: muster.posts.length,
    there,
    excused,
    late: awaited.filter((one) => one.due_at <= now),
    coming: awaited.filter((one) => one.due_at > now),
  };
}

/** A unit's own post that it hasn't said it reached, or null. */
export function ownPost(musters, unit, records = []) {
  const muster = runningMuster(musters);
  const post = muster?.posts.find((one) => one.unit === unit);
  if (!post || post.arrived_at !== null || post.excused !== null) return null;
  const tapped = records.some(
    (one) => one.action.type === "arrive_at_post" && one.at >= muster.called_at && one.state !== "refused",
  );
  return tapped ? null : post;
}
