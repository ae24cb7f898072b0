// Where things go inside a zone of the site plan. Pure arithmetic, so that it can be tested.

const ROW_GAP = 38;
const ITEM_HEIGHT = 34;
const ITEM_GAP = 8;
const EDGE = 9;
const RING_PART = 0.9;

/** About how wide a text is: a Chinese character is as wide as it is high. */
export function textWidth(text, size) {
  let ems = 0;
  for (const sign of text) ems += sign.codePointAt(0) > 0x2e7f ? 1 : 0.54;
  return ems * size;
}

/** A name in at most two lines of that width, broken between words. */
export function wrap(text, size, width) {
  const words = text.split(" ");
  const lines = [""];
  for (const word of words) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    const fits = textWidth(longer, size) <= width;
    if (fits || lines.at(-1) === "" || lines.length === 2) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The widest stretch inside an outline between two heights: [left, right], or null. */
export function stretch(outline, top, bottom) {
  const sides = [top, (top + bottom) / 2, bottom].map((y) => crossing(outline, y));
  if (sides.some((side) => side === null)) return null;
  const left = Math.max(...sides.map((side) => side[0]));
  const right = Math.min(...sides.map((side) => side[1]));
  return right > left ? [left, right] : null;
}

function crossing(outline, y) {
  const hits = [];
  for (let at = 0; at < outline.length - 1; at += 1) {
    const [[x1, y1], [x2, y2]] = [outline[at], outline[at + 1]];
    if (y1 === y2 || y < Math.min(y1, y2) || y > Math.max(y1, y2)) continue;
    hits.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  }
  return hits.length > 1 ? [Math.min(...hits), Math.max(...hits)] : null;
}

/**
 * Place items of known widths in rows under a zone's name; what does not fit is counted.
 *
 * @param start {x, y} of the first row's middle
 * @param more  makes the item that says how many are missing
 * @returns [{item, x, y}]
 */
export function flow(outline, items, start, more) {
  const rows = rowsOf(outline, start);
  const widest = Math.max(0, ...rows.map(({ left, right }) => right - left));
  const fitting = items.filter((item) => item.width <= widest);
  for (let kept = fitting.length; kept >= 0; kept -= 1) {
    const missing = items.length - kept;
    const tried = missing > 0 ? [...fitting.slice(0, kept), more(missing)] : fitting;
    const placed = place(rows, tried);
    if (placed) return placed;
  }
  return [];
}

function place(rows, items) {
  const placed = [];
  let row = 0;
  let x = rows[0]?.left;
  for (const item of items) {
    while (row < rows.length && x + item.width > rows[row].right) {
      row += 1;
      x = rows[row]?.left;
    }
    if (row === rows.length) return null;
    placed.push({ item, x, y: rows[row].y });
    x += item.width + ITEM_GAP;
  }
  return placed;
}

function rowsOf(outline, start) {
  const bottom = Math.max(...outline.map(([, y]) => y));
  const rows = [];
  for (let y = start.y; y + ITEM_HEIGHT / 2 <= bottom; y += ROW_GAP) {
    const inside = stretch(outline, y - ITEM_HEIGHT / 2, y + ITEM_HEIGHT / 2);
    if (inside === null) continue;
    const left = Math.max(inside[0] + EDGE, start.x);
    const right = inside[1] - EDGE;
    if (right > left) rows.push({ y, left, right });
  }
  return rows;
}

/** A ring about the middle of an outline, no larger than fits: a sign, since the sketch has no scale. */
export function ringIn(outline) {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const middle = (all) => (Math.min(...all) + Math.max(...all)) / 2;
  const half = (all) => (Math.max(...all) - Math.min(...all)) / 2;
  return { x: middle(xs), y: middle(ys), r: Math.min(half(xs), half(ys)) * RING_PART };
}
