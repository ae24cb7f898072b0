// Where things go inside a zone of the site plan. Pure arithmetic, so that it can be tested.

const ROW_GAP = 40;
const ITEM_HEIGHT = 34;
const ITEM_GAP = 8;
const EDGE = 9;

/** About how wide a text is: a Chinese character is as wide as it is high. */
export function textWidth(text, size) {
  let ems = 0;
  for (const sign of text) ems += sign.codePointAt(0) > 0x2e7f ? 1 : 0.58;
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
 * Place items of known widths in rows under a zone's name.
 *
 * @param start {x, y} of the first row's middle
 * @returns {placed: [{item, x, y}], left: n}; what does not fit is counted, never hidden
 */
export function flow(outline, items, start) {
  const bottom = Math.max(...outline.map(([, y]) => y));
  const placed = [];
  let y = start.y;
  let row = rowAt(outline, y, start.x);
  let x = row?.[0];
  for (const [place, item] of items.entries()) {
    while (row === null || (x + item.width > row[1] && (x > row[0] || row[1] - row[0] < item.width))) {
      y += ROW_GAP;
      if (y + ITEM_HEIGHT / 2 > bottom) return { placed, left: items.length - place };
      row = rowAt(outline, y, start.x);
      x = row?.[0];
    }
    placed.push({ item, x, y });
    x += item.width + ITEM_GAP;
  }
  return { placed, left: 0 };
}

function rowAt(outline, y, from) {
  const inside = stretch(outline, y - ITEM_HEIGHT / 2, y + ITEM_HEIGHT / 2);
  if (inside === null) return null;
  const left = Math.max(inside[0] + EDGE, Math.min(from, inside[1]));
  return inside[1] - EDGE > left ? [left, inside[1] - EDGE] : null;
}
