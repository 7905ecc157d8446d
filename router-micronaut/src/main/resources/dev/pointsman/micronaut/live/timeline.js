import { Figure, common } from './figure.js';
import { variable } from './colours.js';
import { ago, clock, seconds } from './format.js';

/** From the state that serves to those that don't: each has its height and its colour; of two with one colour, one is hollow. */
export const STATES = {
  'serving': { colour: 'state-good', height: 6 },
  'recovering': { colour: 'state-back', height: 14, hollow: true },
  'half-open': { colour: 'state-back', height: 18 },
  'cooldown': { colour: 'state-wait', height: 14 },
  'held': { colour: 'state-held', height: 18 },
  'drill': { colour: 'state-held', height: 18, hollow: true },
  'open': { colour: 'state-bad', height: 22 },
  'out': { colour: 'state-bad', height: 22, hollow: true },
};

const ROW_PIXELS = 34;

/** Bands of state, one row per model. */
export class Timeline {
  #figure;

  constructor(parent) {
    const config = common('bar', {
      indexAxis: 'y', interaction: { mode: 'nearest', intersect: true },
    }, { type: 'category', labels: [], offset: true, beginAtZero: undefined, grid: { display: false },
      ticks: { autoSkip: false, font: { size: 12 } } });
    config.options.plugins.tooltip.callbacks = {
      title: items => items[0].raw.y,
      label: item => `${item.dataset.label} for ${seconds(item.raw.x[1] - item.raw.x[0])}`,
    };
    this.#figure = new Figure(parent, {
      id: 'states', title: 'States', config,
      hint: 'Serving, unavailable and recovering models over time; a thin band is healthy.',
    });
  }

  theme() {
    this.#figure.theme();
  }

  show(lastSeconds, samples, models) {
    const now = samples.at(-1)?.at ?? 0;
    const from = now - lastSeconds * 1000;
    const bands = models.flatMap(model => bandsOf(model, samples.filter(sample => sample.at >= from), now));
    const seen = Object.keys(STATES).filter(state => bands.some(band => band.state === state));
    const { chart } = this.#figure;
    chart.options.scales.y.labels = models.map(model => model.label);
    chart.canvas.parentNode.style.height = `${Math.max(210, 40 + models.length * ROW_PIXELS)}px`;
    this.#figure.show(lastSeconds, {
      datasets: seen.map(state => dataset(state, bands)),
      legend: seen.map(state => ({
        style: `swatch ${STATES[state].colour}${STATES[state].hollow ? ' hollow' : ''}`, name: state, value: models.filter(model => model.state === state).map(model => model.label).join(', '),
      })),
      rows: () => ({ head: ['Model', 'State', 'From', 'For'], rows: bands.map(row).reverse() }),
    });
  }
}

const dataset = (state, bands) => ({
  label: state,
  data: bands.filter(band => band.state === state).map(({ label, begin, end }) => ({ y: label, x: [begin, end] })),
  backgroundColor: STATES[state].hollow ? 'transparent' : variable(STATES[state].colour),
  borderColor: variable(STATES[state].colour),
  borderWidth: STATES[state].hollow ? 2 : 0,
  barThickness: STATES[state].height,
  borderSkipped: false,
  borderRadius: 2,
  grouped: false,
});

const row = ({ label, state, at, begin, end }) =>
  [label, state, `${clock(at)} (${ago(begin)})`, seconds(end - begin)];

/** A model's bands within the samples; a state lasts until the next sample tells of another. */
function bandsOf(model, samples, now) {
  const bands = [];
  for (const sample of samples) {
    const state = sample.states[model.key];
    const x = (sample.at - now) / 1000;
    const last = bands.at(-1);
    if (last) {
      last.end = x;
    }
    if (state && last?.state !== state) {
      bands.push({ label: model.label, state, at: sample.at, begin: x, end: x });
    }
  }
  return bands.filter(band => band.end > band.begin || band.end === 0);
}
