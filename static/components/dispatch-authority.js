// Which controls a page shows, by role. The server decides anyway; this only keeps people from
// being offered what they'd be refused. A test holds the table against command/domain/authority.py.

import { isCritical } from "../board/directives.js";

const DESK = ["admin", "commander", "dispatcher"];
const LEADS = [...DESK, "group_lead"];
const FIELD = [...LEADS, "field_unit"];

/** An action to the roles that may ask for it, as far as pages offer it. */
export const MAY = {
  set_event_time: ["admin"],
  change_phase: DESK,
  activate_plan: ["commander"],
  end_activation: ["commander"],
  mark_absent: DESK,
  mark_present: DESK,
  report: FIELD,
  confirm_incident: LEADS,
  merge_incident: DESK,
  dismiss_incident: DESK,
  change_severity: LEADS,
  change_location: FIELD,
  change_circumstances: FIELD,
  overrule_route: LEADS,
  assign_unit: LEADS,
  withdraw_unit: LEADS,
  acknowledge: FIELD,
  go_en_route: FIELD,
  arrive_on_scene: FIELD,
  clear_unit: FIELD,
  add_note: FIELD,
  tick_step: FIELD,
  control_incident: FIELD,
  resolve_incident: LEADS,
  reopen_incident: LEADS,
  close_incident: DESK,
  strike_entry: LEADS,
  escalate: LEADS,
  decide_request: ["commander"],
  acknowledge_notice: FIELD,
  mark_notice_seen: FIELD,
  set_unit_state: FIELD,
  requisition_supply: DESK,
  hand_over_supply: LEADS,
  return_supply: LEADS,
  cancel_requisition: DESK,
  mobilise_agency: DESK,
  answer_mobilisation: DESK,
  mark_agency_arrived: LEADS,
  release_agency: DESK,
  issue_directive: LEADS,
  read_back_directive: FIELD,
  confirm_read_back: LEADS,
  correct_read_back: LEADS,
  complete_directive: FIELD,
  decline_directive: FIELD,
  withdraw_directive: LEADS,
  arrive_at_post: FIELD,
  set_up_scene: DESK,
  transfer_command: DESK,
  set_objectives: LEADS,
  set_perimeter: LEADS,
  impose_measure: LEADS,
  lift_measure: LEADS,
  record_casualties: FIELD,
  draft_request: DESK,
  revise_request: DESK,
  send_request: DESK,
  answer_request: DESK,
  update_duty: FIELD,
  complete_duty: FIELD,
  reopen_duty: LEADS,
  remind_duty: LEADS,
  decide_go: ["commander"],
  meet_condition: DESK,
  draft_sitrep: DESK,
  edit_sitrep: DESK,
  approve_sitrep: LEADS,
  send_sitrep: DESK,
  phone_sitrep: DESK,
  check_in: FIELD,
  check_out: FIELD,
};

/** These go by the unit's group, not by the incident's lead. */
const BY_UNIT = new Set([
  "assign_unit",
  "acknowledge",
  "go_en_route",
  "arrive_on_scene",
  "clear_unit",
  "arrive_at_post",
  "set_unit_state",
]);
const BY_POST = new Set(["activate_plan", "end_activation", "decide_request", "decide_go"]);

/**
 * Whether to offer an action to somebody.
 *
 * @param who {role, person, group, standing}: `standing` says the person stands on the commander's post.
 * @param on  {incident, unitGroup, group} as far as the action is about them.
 */
export function may(who, type, { incident = null, unitGroup = null, group = null } = {}) {
  if (!MAY[type]?.includes(who.role)) return false;
  if (BY_POST.has(type)) return who.standing === true;
  if (type === "approve_sitrep") return who.approves === true;
  if (who.role !== "group_lead") return true;
  if (group !== null) return group === who.group;
  if (BY_UNIT.has(type)) return unitGroup === null || unitGroup === who.group;
  return incident === null || incident.lead === who.group || type === "add_note";
}

const AT_THE_SCENE = new Set([
  "set_objectives",
  "set_perimeter",
  "impose_measure",
  "lift_measure",
  "record_casualties",
]);

/** Whether somebody decides this at a scene: who has the command there, whichever group leads. A12. */
export function mayAtScene(who, type, { incident, scene }) {
  if (may(who, type, { incident })) return true;
  const commands = Boolean(who.person) && scene?.commands.at(-1)?.person === who.person;
  return commands && AT_THE_SCENE.has(type) && MAY[type].includes(who.role);
}

/** Whether somebody may say what became of an order for an addressee: theirs, or heard for them. */
export function mayAnswer(who, to, plan) {
  if (!MAY.read_back_directive.includes(who.role)) return false;
  if (who.role !== "group_lead") return true;
  const [kind, id] = to.split("/");
  if (kind === "unit") return plan?.units?.[id]?.group === who.group;
  const own = { group: who.group, person: who.person, post: who.post };
  return Boolean(own[kind]) && own[kind] === id;
}

/** Whether somebody compares read-backs of an order. */
export function mayGuide(who, directive) {
  if (!MAY.confirm_read_back.includes(who.role)) return false;
  return who.role !== "group_lead" || directive.issued_by.group === who.group;
}

/** A critical order is taken back by who commands; the desk may pass on another in its place. */
export function mayWithdraw(who, directive) {
  return mayGuide(who, directive) && (!isCritical(directive) || who.standing === true);
}

export function mayReplace(who, directive) {
  return mayGuide(who, directive) && !(isCritical(directive) && who.role === "group_lead");
}

/** Whether a person stands on the commander's post now: as its holder, or acting. Source: A8.2, A26. */
export function standsAsCommander(plan, event, person) {
  return Boolean(person) && commanding(plan, event).includes(person);
}

/** Whether a person may approve reports: as the commander, or on the post the plan names. */
export function mayApprove(plan, event, person) {
  const posts = [plan?.commander, plan?.reporting?.approver];
  return Boolean(person) && posts.some((post) => standingOn(plan, event, post).includes(person));
}

/** Who stands on the commander's post now. */
export const commanding = (plan, event) => standingOn(plan, event, plan?.commander);

function standingOn(plan, event, name) {
  const post = plan?.posts?.[name];
  return post ? actingFor(post, event?.absent ?? {}) : [];
}

function actingFor(post, absent) {
  const standing = post.holders.filter((holder) => !absent[holder]);
  for (const holder of post.holders.filter((one) => absent[one])) {
    const named = absent[holder].acting;
    if (named && !absent[named]) standing.push(named);
    else if (standing.length === 0)
      standing.push(...post.succession.filter((one) => !absent[one]).slice(0, 1));
  }
  return standing;
}
