import { byId, el, say } from './dom.js';
import { percent } from './format.js';

const EVERY_MILLIS = 3000;
const NONE = '–';
const COLUMNS = [
  ['Model', ''], ['Signal', ''], ['Before', 'the baseline'], ['Now', 'with its 95 % interval'], ['Peers', 'in the same time'],
  ['Finding', ''], ['Evidence', 'of that of an alarm'], ['Still needed', 'for 3 and 8 points'],
];
const LABELS = {
  model: 'worse than its peers and itself', relative: 'worse than its peers, not than itself',
  traffic: 'worse than itself only: the traffic may have changed', serving: 'served in another way',
};

/** The quality of the models' answers: before and now, findings, evidence, what was learned. */
export class Quality {
  #body = el('tbody');
  #learned = el('tbody');
  #notices = el('ol', { class: 'notices' });
  #asking = false;
  #asked = 0;

  /** Asks the endpoint above the page every few seconds, where there is a monitor. */
  at(there, pool) {
    if (!there || this.#asking || document.hidden || Date.now() - this.#asked < EVERY_MILLIS) {
      return;
    }
    if (byId('quality').hidden) {
      byId('quality').hidden = false;
      byId('quality-signals').append(head(COLUMNS), this.#body);
      byId('quality-learned').append(
        head([['Model', ''], ['Configured', ''], ['Learned', ''], ['Rests on', 'grades and checks']]), this.#learned);
      byId('quality-notices').append(this.#notices);
    }
    this.#ask(pool);
  }

  async #ask(pool) {
    this.#asking = true;
    this.#asked = Date.now();
    try {
      const response = await fetch('quality', { headers: { Accept: 'application/json' } });
      if (response.ok) {
        this.#show(await response.json(), pool);
      }
    } catch {
      // The feed tells that the connection is lost.
    } finally {
      this.#asking = false;
    }
  }

  #show({ signals, learned, notices }, pool) {
    const here = new Set(pool.models.map(model => model.id));
    const rows = signals.filter(one => here.has(one.model)).sort((a, b) => (a.label ? 0 : 1) - (b.label ? 0 : 1));
    this.#body.replaceChildren(...rows.map(row));
    this.#learned.replaceChildren(...learned.filter(one => one.pool === pool.name).map(learnedRow));
    this.#notices.replaceChildren(...notices.slice(0, 5).map(one =>
      el('li', { 'data-label': one.recovered ? 'recovered' : one.label },
        el('time', { datetime: one.when }, new Date(one.when).toLocaleString()), ' ', one.text)));
    byId('quality-empty').hidden = rows.length > 0;
    const open = rows.filter(one => one.label === 'model' || one.label === 'relative');
    say(byId('quality-state'), open.length === 0 ? '' : `${open.length} open`);
  }
}

const head = columns => el('thead', {}, el('tr', {}, ...columns.map(([name, hint]) =>
  el('th', { scope: 'col' }, name, hint ? el('small', {}, hint) : null))));

const number = (name, text) => el('td', { class: 'number', 'data-name': name }, text);

const estimate = (one, interval) => !one || one.mean === null ? NONE
  : interval ? `${percent(one.mean)} [${percent(one.low)}, ${percent(one.high)}]` : percent(one.mean);

function row(one) {
  const text = one.label ? LABELS[one.label] : one.comparison === 'no-peers' ? 'no peers' : one.comparison === 'learning' ? 'learning' : 'unchanged';
  return el('tr', { 'data-model': one.model, 'data-signal': one.signal, 'data-label': one.label ?? one.comparison },
    el('th', { scope: 'row' }, one.model),
    el('td', {}, one.signal.replaceAll('-', ' ')),
    number('Before', estimate(one.before)),
    number('Now', estimate(one.now, true)),
    number('Peers', estimate(one.peers)),
    el('td', {}, el('span', { class: 'finding', 'data-label': one.label ?? one.comparison }, text),
      el('small', {}, one.label ? `for about ${hours(one.hoursAgo)}` : '')),
    number('Evidence', one.label ? `recovery ${percent(one.recovery)}` : percent(one.evidence)),
    number('Still needed', one.callsForThree < 0 || one.label ? NONE : `${one.callsForThree}, ${one.callsForEight}`));
}

const hours = value => value < 1 ? `${Math.max(1, Math.round(value * 60))} min` : `${Math.round(value)} h`;

const learnedRow = one => el('tr', { 'data-model': one.model },
  el('th', { scope: 'row' }, one.model),
  number('Configured', percent(one.configured)),
  el('td', { class: 'number', 'data-name': 'Learned' }, percent(one.applied),
    el('small', {}, one.lowered ? 'since an alarm its last 40 count' : '')),
  number('Rests on', String(Math.round(one.observations))));
