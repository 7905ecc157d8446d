import { byId, el, say } from './dom.js';
import { swatch } from './colours.js';
import { CACHED_TOKENS, PROMPT_TOKENS, SAVED, SWITCHES, TURNS, rose, span, turned } from './store.js';
import { count, dollars, percent } from './format.js';

const MINUTE = 60;
const COLUMNS = [
  ['Model', ''],
  ['Prompt tokens', ''],
  ['Cached', 'of them'],
  ['Saved', 'by that'],
  ['Session calls', 'after the first'],
  ['Switched to it', 'of those'],
];

/** Whether a cached token or a call of a known session has been seen. */
export function hasSessions(store, pool) {
  const last = store.samples.at(-1);
  return pool.models.some(({ key }) =>
    last?.flows[key]?.[CACHED_TOKENS] > 0 || last?.sessions?.[pool.name]?.[key]?.[TURNS] > 0);
}

/** What prompt caches are worth, and how often sessions leave them: of the minute before, in all and by model. */
export class Sessions {
  #section = byId('sessions');
  #sum = byId('sessions-sum');
  #body = el('tbody');

  constructor(table) {
    table.append(el('thead', {}, el('tr', {}, ...COLUMNS.map(([name, hint]) =>
      el('th', { scope: 'col' }, name, hint ? el('small', {}, hint) : null)))), this.#body);
  }

  show(store, pool) {
    this.#section.hidden = !hasSessions(store, pool);
    const pair = store.pairs(0, MINUTE).at(-1);
    const rows = pool.models.map(({ key, label }) => ({
      key, label,
      tokens: rose(pair, key, PROMPT_TOKENS), cached: rose(pair, key, CACHED_TOKENS), saved: rose(pair, key, SAVED),
      turns: turned(pair, pool.name, key, TURNS), switches: turned(pair, pool.name, key, SWITCHES),
    }));
    say(this.#sum, summary(rows, span(pair)));
    while (this.#body.children.length > rows.length) {
      this.#body.lastChild.remove();
    }
    rows.forEach((row, i) => fill(this.#body.children[i] ?? this.#body.appendChild(empty()), row));
  }
}

function summary(rows, seconds) {
  const [tokens, cached, saved, turns, switches] = ['tokens', 'cached', 'saved', 'turns', 'switches']
    .map(name => rows.reduce((sum, row) => sum + row[name], 0));
  const over = seconds < MINUTE ? `${Math.max(1, Math.round(seconds))} s` : 'minute';
  const hits = tokens === 0 ? 'no prompt tokens' : `${percent(cached / tokens)} of the prompt tokens were cached`;
  const left = turns === 0
    ? 'no calls of sessions that a model had served before'
    : `${switches} of ${turns} calls of known sessions (${percent(switches / turns)}) went to another model than the one before`;
  return `Over the last ${over}: ${hits}, which saved ${dollars(saved)}; ${left}.`;
}

const empty = () => el('tr', {},
  el('th', { scope: 'row' }, el('span', { 'aria-hidden': 'true' }), el('span')),
  ...COLUMNS.slice(1).map(([name]) => el('td', { class: 'number', 'data-name': name })));

function fill(row, { key, label, tokens, cached, saved, turns, switches }) {
  const [model, ...numbers] = row.children;
  model.firstChild.className = swatch(key);
  say(model.lastChild, label);
  row.dataset.model = label;
  const texts = [
    tokens.toLocaleString('en'), percent(tokens === 0 ? null : cached / tokens), dollars(saved),
    count(turns), turns === 0 ? '–' : `${switches} (${percent(switches / turns)})`,
  ];
  numbers.forEach((cell, i) => say(cell, texts[i]));
}
