import { el } from './dom.js';
import { swatch } from './colours.js';
import { clock, count, dollars, percent, score, seconds } from './format.js';

const HEAD = ['Candidate', 'Likely', 'Score', 'Answer expected in', 'First token', 'Success', 'Cost', 'In flight', 'Why'];

/** The last decisions, each with the figures it went by. */
export class Decisions {
  #list;
  #items = new Map();

  constructor(list) {
    this.#list = list;
  }

  show(store, pool) {
    const shown = store.decisions.filter(decision => decision.pool === pool.name);
    const ids = new Set(shown.map(decision => decision.id));
    for (const [id, item] of this.#items) {
      if (!ids.has(id)) {
        item.remove();
        this.#items.delete(id);
      }
    }
    [...shown].reverse().filter(decision => !this.#items.has(decision.id)).forEach(decision => {
      const item = itemOf(decision);
      this.#items.set(decision.id, item);
      this.#list.prepend(item);
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
