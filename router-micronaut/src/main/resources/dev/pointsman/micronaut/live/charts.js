import { Lines } from './lines.js';
import { Timeline } from './timeline.js';
import { hasSessions } from './sessions.js';
import { CACHED_TOKENS, COST, FIRST_TOKENS, FIRST_TOKEN_SECONDS, PROMPT_TOKENS, SECONDS, SERVED, decided, mean, rose, span } from './store.js';
import { dollars, percent, seconds } from './format.js';

const SPAN = 10;
const MINUTE = 60;

/** All charts of the page. */
export class Charts {
  #pool = null;
  #shares;
  #states;
  #others;
  #cost;
  #cached;

  constructor(parent) {
    this.#shares = new Lines(parent, {
      id: 'shares', title: 'Share of calls', stacked: true, most: 1, format: percent,
      hint: `Where the pool's calls went, over the ${SPAN} seconds before.`,
      of: (pair, model) => this.#share(pair, model),
    });
    this.#states = new Timeline(parent);
    const firstToken = new Lines(parent, {
      id: 'ttft', title: 'Time to first token', format: seconds,
      hint: `Mean of streamed calls, over the ${SPAN} seconds before.`,
      of: (pair, model) => mean(pair, model.key, FIRST_TOKEN_SECONDS, FIRST_TOKENS),
    });
    const latency = new Lines(parent, {
      id: 'latency', title: 'Time to the whole answer', format: seconds,
      hint: `Mean of served calls, over the ${SPAN} seconds before.`,
      of: (pair, model) => mean(pair, model.key, SECONDS, SERVED),
    });
    this.#others = [firstToken, latency];
    this.#cost = new Lines(parent, {
      id: 'cost', title: 'Cost per minute', stacked: true, format: dollars,
      hint: 'What served calls cost, over the minute before.',
      of: costPerMinute,
    });
    this.#cached = new Lines(parent, {
      id: 'cached', title: 'Prompt tokens cached', format: percent, most: 1,
      hint: 'Share of the prompts that providers had in their caches, over the minute before.',
      of: cachedShare,
    });
  }

  theme() {
    [this.#shares, this.#states, ...this.#others, this.#cost, this.#cached].forEach(chart => chart.theme());
  }

  show(store, pool, most) {
    this.#pool = pool;
    const lastSeconds = Math.min(most, store.covered());
    const pairs = store.pairs(lastSeconds, SPAN);
    const models = modelsOf(pool);
    this.#shares.show(lastSeconds, pairs, models);
    this.#states.show(lastSeconds, store.samples, models);
    this.#others.forEach(chart => chart.show(lastSeconds, pairs, models));
    const minutes = store.pairs(lastSeconds, MINUTE);
    this.#cost.show(lastSeconds, minutes, models);
    this.#cached.hide(!hasSessions(store, pool));
    this.#cached.show(lastSeconds, minutes, models);
  }

  #share(pair, model) {
    const each = this.#pool.models.map(other => decided(pair, this.#pool.name, other.key));
    const all = each.reduce((a, b) => a + b, 0);
    return all === 0 ? null : decided(pair, this.#pool.name, model.key) / all;
  }
}

/** The share of a model's prompt tokens that were cached; null if it has read none. */
export const cachedShare = (pair, { key }) => mean(pair, key, CACHED_TOKENS, PROMPT_TOKENS);

/** Over less than a minute it is scaled up, but never from a mere moment. */
export function costPerMinute(pair, model) {
  const over = Math.max(SPAN, span(pair));
  return rose(pair, model.key, COST) * MINUTE / over;
}

/** The pool's models as the charts want them: a key, and a name that tells them apart. */
export const modelsOf = pool => pool.models.map(({ key, label, state }) => ({ key, label, state }));
