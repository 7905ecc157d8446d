import { byId, el, say } from './dom.js';
import { dollars } from './format.js';

const EVERY_MILLIS = 5000;
const NONE = '–';
const MICROS = 1e6;
const COLUMNS = [
  ['Calls', 'answered'], ['Failed', ''], ['Refused', ''], ['Cost', ''], ['By failures', 'of the cost'],
  ['Saved', 'by cached tokens'], ['From the cache', 'answers, and their cost'],
];
const LIMITS = [['Tenant', ''], ['Limit', ''], ['Left', ''], ['Of it', ''], ['Resets in', '']];

/** What tenants have spent since the start, by tenant, model, day or goal, and what is left of their limits and budgets. */
export class Usage {
  #name = el('th', { scope: 'col' });
  #body = el('tbody');
  #limits = el('tbody');
  #asking = false;
  #asked = 0;

  constructor() {
    byId('usage-by').addEventListener('change', () => this.#ask());
  }

  /** Asks the report of usage beside the endpoint every few seconds, where there are tenants. */
  at(there) {
    if (!there || this.#asking || document.hidden || Date.now() - this.#asked < EVERY_MILLIS) {
      return;
    }
    this.#ask();
  }

  async #ask() {
    this.#asking = true;
    this.#asked = Date.now();
    const by = byId('usage-by').value;
    try {
      const response = await fetch(`../usage?by=${by}`, { headers: { Accept: 'application/json' } });
      if (response.ok) {
        this.#show(await response.json(), by);
      }
    } catch {
      // The feed tells that the connection is lost.
    } finally {
      this.#asking = false;
    }
  }

  #show({ rows, total, limits }, by) {
    if (byId('usage').hidden) {
      byId('usage').hidden = false;
      byId('usage-rows').append(el('thead', {}, el('tr', {}, this.#name, ...COLUMNS.map(title))), this.#body);
      byId('usage-limits').append(el('thead', {}, el('tr', {}, ...LIMITS.map(title))), this.#limits);
    }
    say(this.#name, by[0].toUpperCase() + by.slice(1));
    say(byId('usage-sum'), summary(total));
    this.#body.replaceChildren(...rows.sort((a, b) => order(a, b, by)).map(one => row(one, by)));
    const all = Object.entries(limits).flatMap(([tenant, list]) => list.map(limit => ({ tenant, ...limit })));
    this.#limits.replaceChildren(...all.map(limitRow));
    byId('usage-limits').closest('.scroll').hidden = all.length === 0;
  }
}

const title = ([name, hint]) => el('th', { scope: 'col' }, name, hint ? el('small', {}, hint) : null);

/** Days run backwards; other rows begin with the most expensive, and what belongs to no tenant is last. */
const order = (a, b, by) => by === 'day' ? b.day.localeCompare(a.day)
  : (a[by] === 'unattributed') - (b[by] === 'unattributed') || b.cost_usd - a.cost_usd;

const calls = count => `${count.toLocaleString('en')} ${count === 1 ? 'call' : 'calls'}`;

const summary = total => `${calls(total.calls)} cost ${dollars(total.cost_usd)}, ${dollars(total.fallback_usd)} of it by failures. `
  + `Cached tokens saved ${dollars(total.cache_saved_usd)}, the cache of responses ${dollars(total.response_saved_usd)} `
  + `in ${calls(total.cached_calls)}.`
  + (total.estimated_usd > 0 ? ` ${dollars(total.estimated_usd)} are estimated, as providers told no usage.` : '')
  + (total.unpriced_tokens > 0 ? ` ${total.unpriced_tokens.toLocaleString('en')} tokens have no price.` : '');

const number = (name, text) => el('td', { class: 'number', 'data-name': name }, text);

const row = (one, by) => el('tr', { 'data-row': one[by] },
  el('th', { scope: 'row' }, one[by] === '' ? 'no model' : one[by]),
  number('Calls', one.calls.toLocaleString('en')),
  number('Failed', one.failed.toLocaleString('en')),
  number('Refused', one.refused.toLocaleString('en')),
  number('Cost', dollars(one.cost_usd)),
  number('By failures', dollars(one.fallback_usd)),
  number('Saved', dollars(one.cache_saved_usd)),
  number('From the cache', one.cached_calls === 0 ? NONE
    : `${one.cached_calls.toLocaleString('en')}, ${dollars(one.response_saved_usd)}`));

function limitRow({ tenant, limit, unit, amount, left, resets_seconds: resets }) {
  const words = value => unit === 'micro-dollars' ? dollars(value / MICROS) : value.toLocaleString('en');
  const share = amount === 0 ? 0 : left / amount;
  return el('tr', { 'data-row': tenant, 'data-limit': limit, 'data-low': share < .2 },
    el('th', { scope: 'row' }, tenant),
    el('td', {}, limit),
    number('Left', words(left)),
    number('Of it', `${Math.round(share * 100)} %`),
    number('Resets in', resets === undefined ? NONE : until(resets)));
}

function until(seconds) {
  const [size, unit] = [[86400, 'd'], [3600, 'h'], [60, 'min']].find(([least]) => seconds >= 2 * least) ?? [1, 's'];
  return `${Math.round(seconds / size)} ${unit}`;
}
