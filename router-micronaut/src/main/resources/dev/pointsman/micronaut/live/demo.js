import { byId, el, options, say } from './dom.js';

const BUTTONS = [
  ['slow', 'Slow down', 'slow'],
  ['break', 'Break', 'down'],
  ['heal', 'Heal', 'calm'],
];
const MODES = { calm: 'as usual', slow: 'slow: 3 s to a first token', failing: 'broken: answers 503', down: 'broken: refuses connections' };

/** The controls of a demonstration: providers to break, traffic to watch. Only where the server tells of any. */
export class Demo {
  #path = null;
  #providers = el('ul', { class: 'providers' });
  #traffic = el('button', { type: 'button', id: 'traffic', class: 'primary', onclick: () => this.#toggle() }, 'Start traffic');
  #goal = el('select', { id: 'goal', onchange: () => this.#send('traffic', { running: this.#running, goal: this.#goal.value }) });
  #rate = el('span', { class: 'hint', id: 'rate' });
  #running = false;
  #shown = '';
  #changes = 0;
  #asking = false;

  /** Asks for the controls where the feed says they are; again with each of its ticks, as others may change them. */
  at(path) {
    if (!path) {
      return;
    }
    if (this.#path) {
      this.#ask();
      return;
    }
    this.#path = path;
    byId('demo-controls').append(
      el('div', { class: 'traffic' }, this.#traffic, el('label', {}, 'Its goal ', this.#goal), this.#rate),
      this.#providers);
    byId('demo').hidden = false;
    this.#ask();
  }

  async #ask() {
    if (this.#asking || document.hidden) {
      return;
    }
    this.#asking = true;
    const before = this.#changes;
    try {
      const response = await fetch(this.#path, { headers: { Accept: 'application/json' } });
      const state = response.ok ? await response.json() : null;
      if (state && before === this.#changes) { // else it is older than the answer to a change
        this.#show(state);
      }
    } catch {
      // The feed tells that the connection is lost.
    } finally {
      this.#asking = false;
    }
  }

  /** JSON by PUT: a page of another site can't send that without being asked first. */
  async #send(what, body) {
    this.#changes++;
    const response = await fetch(`${this.#path}/${what}`, {
      method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    });
    this.#changes++;
    if (response.ok) {
      this.#show(await response.json());
    } else {
      say(byId('demo-said'), `Refused: ${response.status}`);
    }
    return response.ok;
  }

  async #toggle() {
    if (await this.#send('traffic', { running: !this.#running, goal: this.#goal.value })) {
      say(byId('demo-said'), this.#running ? 'Traffic is running.' : 'Traffic has stopped.');
    }
  }

  async #change(name, mode) {
    if (await this.#send(`providers/${encodeURIComponent(name)}`, { mode })) {
      say(byId('demo-said'), `${name} is ${MODES[mode]}.`);
    }
  }

  #show({ traffic, goals, providers }) {
    this.#running = traffic.running;
    say(this.#traffic, traffic.running ? 'Stop traffic' : 'Start traffic');
    say(this.#rate, `${traffic.perSecond} streamed calls a second`);
    options(this.#goal, goals);
    if (document.activeElement !== this.#goal || this.#shown !== traffic.goal) { // not while another is being chosen
      this.#goal.value = traffic.goal;
    }
    this.#shown = traffic.goal;
    if (this.#providers.children.length === 0) {
      this.#providers.append(...providers.map(({ name }) => this.#provider(name)));
    }
    providers.forEach(({ mode }, i) => mark(this.#providers.children[i], mode));
  }

  #provider(name) {
    return el('li', { 'data-provider': name },
      el('strong', {}, name), el('span', { class: 'mode' }),
      el('span', { class: 'buttons', role: 'group', 'aria-label': name }, ...BUTTONS.map(([action, label, mode]) =>
        el('button', { type: 'button', 'data-action': action, 'data-mode': mode, onclick: () => this.#change(name, mode) },
          label, el('span', { class: 'unseen' }, ` ${name}`)))));
  }
}

function mark(item, mode) {
  item.dataset.mode = mode;
  say(item.querySelector('.mode'), MODES[mode] ?? mode);
  item.querySelectorAll('button').forEach(button =>
    button.dataset.action === 'heal'
      ? button.setAttribute('aria-disabled', String(mode === 'calm'))
      : button.setAttribute('aria-pressed', String(button.dataset.mode === mode)));
}
