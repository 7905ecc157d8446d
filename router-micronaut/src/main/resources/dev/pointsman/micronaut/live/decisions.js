import { el } from './dom.js';
import { swatch } from './colours.js';
import { clock, count, dollars, percent, score, seconds } from './format.js';

const HEAD = ['Candidate', 'Likely', 'Score', 'Answer expected in', 'First token', 'Success', 'Cost', 'In flight', 'Why'];

const FEW = 10;

/** The last decisions, each with the figures it went by: a few, or all that are kept. An open one stays. */
export class Decisions {
  #list;
  #more;
  #items = new Map();
  #all = false;

  constructor(list, more, changed) {
    this.#list = list;
    this.#more = more;
    more.addEventListener('click', () => {
      this.#all = !this.#all;
      more.setAttribute('aria-pressed', String(this.#all));
      changed();
    });
  }

  show(store, pool) {
    const kept = store.decisions.filter(decision => decision.pool === pool.name);
    const shown = kept.filter((decision, i) =>
      this.#all || i < FEW || this.#items.get(decision.id)?.firstChild.open);
    this.#more.hidden = kept.length <= FEW;
    const ids = new Set(shown.map(decision => decision.id));
    for (const [id, item] of this.#items) {
      if (!ids.has(id)) {
        item.remove();
        this.#items.delete(id);
      }
    }
    shown.forEach((decision, i) => {
      if (!this.#items.has(decision.id)) {
        this.#items.set(decision.id, itemOf(decision));
      }
      const item = this.#items.get(decision.id);
      if (this.#list.children[i] !== item) {
        this.#list.insertBefore(item, this.#list.children[i] ?? null);
      }
    });
  }
}

function itemOf(decision) {
  const open = () => {
    if (details.open && details.children.length === 1) {
      details.append(figures(decision));
    }
  };
  const details = el('details', { ontoggle: open },
    el('summary', {},
      el('time', { datetime: new Date(decision.at).toISOString() }, clock(decision.at)),
      el('span', { class: 'who' },
        el('span', { class: swatch(decision.key), 'aria-hidden': 'true' }), el('strong', {}, decision.model)),
      el('span', { class: 'kind', 'data-kind': decision.kind }, decision.kind),
      el('span', { class: 'why' }, decision.why)));
  return el('li', {}, details);
}

function figures(decision) {
  return el('div', { class: 'figures-of' },
    el('p', { class: 'hint' }, `Decision ${decision.id}, goal ${decision.goal} by the strategy ${decision.strategy}.`),
    decision.candidates.length === 0 ? null : candidates(decision),
    decision.exclusions.length === 0 ? null : el('ul', { class: 'left-out' }, ...decision.exclusions.map(({ model, why }) =>
      el('li', {}, el('strong', {}, model), ` ${why}`))));
}

const candidates = decision =>
  el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Candidates of decision ${decision.id}` },
    el('table', {},
      el('thead', {}, el('tr', {}, ...HEAD.map(name => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, ...decision.candidates.map(one => el('tr', { class: one.model === decision.model ? 'chosen' : null },
        el('th', { scope: 'row' }, one.model, one.model === decision.model ? el('small', {}, 'picked') : null),
        ...[percent(one.probability), score(one.score), seconds(one.seconds), seconds(one.ttft), percent(one.successRate),
          dollars(one.cost), `${one.inFlight} / ${count(one.capacity)}`].map(text => el('td', { class: 'number' }, text)),
        el('td', {}, one.why))))));
