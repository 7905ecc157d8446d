import { el, say } from './dom.js';
import { FAILED, SECONDS, SERVED, decided, rose, span } from './store.js';
import { costPerMinute } from './charts.js';
import { dollars, percent, rate, seconds } from './format.js';

const SPAN = 10;
const MINUTE = 60;
const NAMES = { health: 'Health', calls: 'Calls', success: 'Attempts that succeed', time: 'Mean time to answer', cost: 'Cost per minute' };

/** The few figures to look at first. */
export class Tiles {
  #values = {};

  constructor(parent) {
    for (const [id, name] of Object.entries(NAMES)) {
      const value = el('dd', { id: `tile-${id}` }, '–');
      this.#values[id] = value;
      parent.append(el('div', { class: 'tile' }, el('dt', {}, name), value));
    }
  }

  show(store, pool) {
    const pair = store.pairs(0, SPAN).at(-1);
    const minute = store.pairs(0, MINUTE).at(-1);
    const sum = counter => pool.models.reduce((all, { key }) => all + rose(pair, key, counter), 0);
    const calls = pool.models.reduce((all, { key }) => all + decided(pair, pool.name, key), 0);
    const served = sum(SERVED);
    const ended = served + sum(FAILED);
    this.#health(pool.state);
    say(this.#values.calls, span(pair) > 0 ? rate(calls / span(pair)) : '–');
    say(this.#values.success, percent(ended === 0 ? null : served / ended));
    say(this.#values.time, seconds(served === 0 ? null : sum(SECONDS) / served));
    say(this.#values.cost, dollars(pool.models.reduce((all, model) => all + costPerMinute(minute, model), 0)));
  }

  #health(state) {
    const value = this.#values.health;
    value.dataset.state = state;
    say(value, state);
  }
}
