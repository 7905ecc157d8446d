import { byId, options, say } from './dom.js';
import { Charts } from './charts.js';
import { Decisions } from './decisions.js';
import { Demo } from './demo.js';
import { Feed } from './feed.js';
import { Models } from './models.js';
import { Store } from './store.js';
import { Tiles } from './tiles.js';
import { know, onTheme } from './colours.js';

const store = new Store();
const tiles = new Tiles(byId('tiles'));
const charts = new Charts(byId('figures'));
const models = new Models(byId('models'));
const decisions = new Decisions(byId('decisions'));
const demo = new Demo();
const states = new Map();
let paused = false;

function render() {
  const pool = store.pool(byId('pool').value);
  if (!pool || document.hidden) {
    return;
  }
  tiles.show(store, pool);
  charts.show(store, pool, Number(byId('window').value));
  models.show(store, pool);
  decisions.show(store, pool);
  const troubled = pool.models.filter(model => model.state !== 'serving');
  byId('trouble').hidden = troubled.length === 0;
  say(byId('trouble'), troubled.map(model => `${model.label}: ${model.reason}.`).join(' '));
}

/** Tells screen readers who changed its state; not of the first states seen. */
function announce(pools) {
  const said = [];
  for (const { key, label, state } of pools.flatMap(pool => pool.models)) {
    if (states.has(key) && states.get(key) !== state) {
      said.push(`${label} is ${state}`);
    }
    states.set(key, state);
  }
  if (said.length > 0) {
    say(byId('announce'), said.join(', '));
  }
}

function heard(name, event) {
  if (name === 'history') {
    store.history(event);
    return;
  }
  if (!store.add(event)) {
    states.clear();
  }
  know(event.pools.flatMap(pool => pool.models.map(model => model.key)));
  options(byId('pool'), event.pools.map(pool => pool.name));
  announce(event.pools);
  demo.at(event.controls);
  if (!paused) {
    render();
  }
}

function connection(state, words) {
  byId('connection').dataset.state = state;
  say(byId('connection'), words);
}

byId('pool').addEventListener('change', render);
byId('window').addEventListener('change', render);
byId('pause').addEventListener('click', () => {
  paused = !paused;
  byId('pause').setAttribute('aria-pressed', String(paused));
  if (!paused) {
    render();
  }
});
document.addEventListener('visibilitychange', () => !paused && render());
onTheme(() => {
  charts.theme();
  render();
});
new Feed(heard, connection).open();
