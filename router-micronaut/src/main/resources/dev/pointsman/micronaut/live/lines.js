import { Figure, common } from './figure.js';
import { colour, dash } from './colours.js';
import { ago } from './format.js';

const TABLE_ROWS = 12;

/** One line per model over time, or areas that stand on one another. */
export class Lines {
  #figure;
  #of;
  #format;
  #stacked;

  /** @param of the value of a model between two samples; null where there is none */
  constructor(parent, { id, title, hint, of, format, stacked = false, most }) {
    const config = common('line', {}, {
      stacked, max: most, ticks: { maxTicksLimit: 5, font: { size: 11 }, callback: value => format(value) },
    });
    config.options.plugins.tooltip.callbacks = {
      title: items => ago(items[0]?.parsed.x ?? 0),
      label: item => `${item.dataset.label}  ${format(item.parsed.y)}`,
    };
    this.#figure = new Figure(parent, { id, title, hint, config });
    this.#of = of;
    this.#format = format;
    this.#stacked = stacked;
  }

  hide(hidden) {
    this.#figure.hide(hidden);
  }

  theme() {
    this.#figure.theme();
  }

  show(lastSeconds, pairs, models) {
    const lines = models.map(model => ({
      model, points: pairs.map(pair => ({ x: pair.x, y: this.#of(pair, model) })),
    }));
    this.#figure.show(lastSeconds, {
      datasets: lines.map((line, i) => this.#dataset(line, i)),
      legend: lines.map(({ model, points }) => ({
        key: model.key, name: model.label, value: this.#format(points.at(-1)?.y ?? null),
      })),
      rows: () => this.#rows(pairs, lines),
    });
  }

  #dataset({ model, points }, i) {
    const line = colour(model.key);
    return {
      label: model.label,
      data: points,
      borderColor: line,
      backgroundColor: `${line}59`,
      borderDash: dash(model.key),
      borderWidth: this.#stacked ? 1.5 : 2,
      pointRadius: 0,
      pointHitRadius: 6,
      spanGaps: false,
      tension: 0,
      fill: this.#stacked ? (i === 0 ? 'origin' : '-1') : false,
    };
  }

  #rows(pairs, lines) {
    const step = Math.max(1, Math.ceil(pairs.length / TABLE_ROWS));
    const picked = pairs.map((_, i) => pairs.length - 1 - i).filter((_, i) => i % step === 0);
    return {
      head: ['When', ...lines.map(({ model }) => model.label)],
      rows: picked.map(i => [ago(pairs[i].x), ...lines.map(({ points }) => this.#format(points[i].y))]),
    };
  }
}
