import { byId, options, say } from './dom.js';
import { Charts } from './charts.js';
import { Decisions } from './decisions.js';
import { Demo } from './demo.js';
import { Feed } from './feed.js';
import { Models } from './models.js';
import { Quality } from './quality.js';
import { Sessions } from './sessions.js';
import { Store } from './store.js';
import { Tiles } from './tiles.js';
import { Usage } from './usage.js';
import { clock } from './format.js';
import { know, onTheme } from './colours.js';

const store = new Store();
const tiles = new Tiles(byId('tiles'));
const charts = new Charts(byId('figures'));
const models = new Models(byId('models'));
const sessions = new Sessions(byId('sessions-table'));
const decisions = new Decisions(byId('decisions'), byId('more'), render);
const demo = new Demo();
const quality = new Quality();
const usage = new Usage();
const states = new Map();
let paused = null; // since when, in milliseconds
let connected = ['connecting', 'Connecting…'];

function render() {
  const pool = store.pool(byId('pool').value);
  if (!pool || document.hidden) {
    return;
  }
  tiles.show(store, pool);
  charts.show(store, pool, Number(byId('window').value));
  models.show(store, pool);
  sessions.show(store, pool);
  decisions.show(store, pool);
  byId('empty').hidden = store.decisions.length > 0 || store.samples.some(isBusy);
  const troubled = pool.models.filter(model => model.state !== 'serving');
  byId('trouble').hidden = troubled.length === 0;
  say(byId('trouble'), troubled.map(model => `${model.label}: ${model.reason}.`).join(' '));
}

const isBusy = ({ decided }) => Object.values(decided).some(models => Object.values(models).some(calls => calls > 0));

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
  usage.at(event.usage);
  quality.at(event.quality, store.pool(byId('pool').value));
  if (paused === null) {
    render();
  }
}

function connection(...news) {
  connected = news;
  const [state, words] = paused !== null && news[0] === 'live' ? ['paused', `Paused at ${clock(paused)}`] : news;
  byId('connection').dataset.state = state;
  say(byId('connection'), words);
}

byId('pool').addEventListener('change', render);
byId('window').addEventListener('change', render);
byId('pause').addEventListener('click', () => {
  paused = paused === null ? Date.now() : null;
  byId('pause').setAttribute('aria-pressed', String(paused !== null));
  connection(...connected);
  if (paused === null) {
    render();
  }
});
document.addEventListener('visibilitychange', () => paused === null && render());
onTheme(() => {
  charts.theme();
  render();
});
new Feed(heard, connection).open();
