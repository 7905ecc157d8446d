import { el, say } from './dom.js';
import { swatch } from './colours.js';
import { decided } from './store.js';
import { count, dollars, percent, seconds, wait } from './format.js';

const SPAN = 10;
const NEXT = 'Next call';
const COLUMNS = [
  ['Model', ''],
  ['State', ''],
  ['Share', 'of the last 10 s'],
  [NEXT, ''], // its hint names the goal
  ['First token', 'expected'],
  ['Per token', 'expected'],
  ['Success', 'expected'],
  ['Cost', 'per call'],
  ['In flight', 'of capacity'],
  ['Next trial', ''],
];

/** The table of models: what each is doing, and what the router expects of it. */
export class Models {
  #body = el('tbody');
  #rows = new Map();
  #goal = el('small', { id: 'next-goal' });

  constructor(table) {
    table.append(
      el('thead', {}, el('tr', {}, ...COLUMNS.map(([name, hint]) =>
        el('th', { scope: 'col' }, name, name === NEXT ? this.#goal : hint ? el('small', {}, hint) : null)))),
      this.#body);
  }

  show(store, pool) {
    say(this.#goal, `how likely it goes there, for ${pool.wanted}`);
    const pair = store.pairs(0, SPAN).at(-1);
    const all = pool.models.reduce((sum, { key }) => sum + decided(pair, pool.name, key), 0);
    const keys = pool.models.map(model => `${pool.name} ${model.key}`);
    [...this.#rows.keys()].filter(key => !keys.includes(key)).forEach(key => {
      this.#rows.get(key).remove();
      this.#rows.delete(key);
    });
    pool.models.forEach((model, i) => {
      const row = this.#row(keys[i], model);
      fill(row, model, all === 0 ? null : decided(pair, pool.name, model.key) / all);
      if (this.#body.children[i] !== row) {
        this.#body.insertBefore(row, this.#body.children[i] ?? null);
      }
    });
  }

  #row(key, model) {
    if (!this.#rows.has(key)) {
      this.#rows.set(key, el('tr', { 'data-model': model.id },
        el('th', { scope: 'row' }, el('span', { class: swatch(model.key), 'aria-hidden': 'true' }),
          el('span', {}, model.label), el('small', {}, where(model))),
        el('td', {}, el('span', { class: 'badge' }), el('small')),
        ...COLUMNS.slice(2).map(([name]) => el('td', { class: 'number', 'data-name': name }))));
    }
    return this.#rows.get(key);
  }
}

const where = ({ provider, region, tier }) => [provider, region, tier].filter(Boolean).join(' · ');

function fill(row, model, share) {
  const [, state, ...numbers] = row.children;
  state.firstChild.dataset.state = model.state;
  say(state.firstChild, model.state);
  say(state.lastChild, model.reason === 'serves' ? '' : model.reason);
  const texts = [
    percent(share), percent(model.probability), seconds(model.ttft), seconds(model.tpot), percent(model.successRate),
    dollars(model.cost), `${model.inFlight} / ${count(model.capacity)}`,
    model.secondsToTrial > 0 ? `in ${wait(model.secondsToTrial)}` : '–',
  ];
  numbers.forEach((cell, i) => say(cell, texts[i]));
}
