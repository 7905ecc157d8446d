/**
 * One colour per model, the same everywhere, told apart by colour-blind readers; a model beyond the eighth repeats a
 * colour with another dash. The values stand in the style sheet, one set for light and one for dark.
 */
const COUNT = 8;
const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3]];
const order = [];

export function know(keys) {
  keys.filter(key => !order.includes(key)).forEach(key => order.push(key));
}

const place = key => Math.max(0, order.indexOf(key));

export const variable = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const colour = key => variable(`model-${place(key) % COUNT}`);

export const dash = key => DASHES[Math.floor(place(key) / COUNT) % DASHES.length];

/** For an element that shows a model's colour by its style class. */
export const swatch = key =>
  `swatch model-${place(key) % COUNT}${place(key) >= COUNT ? ' dashed' : ''}`;

/** Hears of every change between light and dark. */
export const onTheme = changed =>
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
