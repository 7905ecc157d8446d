import { el, say } from './dom.js';
import { swatch, variable } from './colours.js';
import { ago } from './format.js';

/** A chart with its title, a legend that tells the latest figures, and the same figures as a table. */
export class Figure {
  #legend = el('ul', { class: 'legend' });
  #table = el('table');
  #details;
  #card;
  #rows = () => ({ head: [], rows: [] });

  constructor(parent, { id, title, hint, config }) {
    const canvas = el('canvas', { role: 'img', 'aria-label': `${title}; the legend and the table tell the same` });
    this.#details = el('details', { ontoggle: () => this.#tabulate() },
      el('summary', {}, `As a table`, el('span', { class: 'unseen' }, `: ${title}`)),
      el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${title}, table` }, this.#table));
    this.#card = el('figure', { class: 'card', id: `figure-${id}` },
      el('figcaption', {}, el('h3', {}, title), el('p', { class: 'hint' }, hint)),
      el('div', { class: 'canvas' }, canvas), this.#legend, this.#details);
    parent.append(this.#card);
    window.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    this.chart = new window.Chart(canvas, config);
    this.theme();
  }

  hide(hidden) {
    this.#card.hidden = hidden;
  }

  /** Takes the colours of the theme that is on. */
  theme() {
    const text = variable('text-soft');
    for (const scale of Object.values(this.chart.options.scales)) {
      scale.ticks.color = text;
      scale.grid.color = variable('grid');
      scale.border = { color: variable('line') };
    }
    Object.assign(this.chart.options.plugins.tooltip, {
      backgroundColor: variable('tip'), titleColor: variable('tip-text'), bodyColor: variable('tip-text'),
    });
  }

  show(lastSeconds, { datasets, legend, rows }) {
    const x = this.chart.options.scales.x;
    x.min = -lastSeconds;
    x.ticks.stepSize = lastSeconds <= 60 ? 15 : 30;
    this.#legendOf(legend);
    this.chart.data.datasets = datasets;
    this.chart.update('none');
    this.#rows = rows;
    if (this.#details.open) {
      this.#tabulate();
    }
  }

  #legendOf(items) {
    while (this.#legend.children.length > items.length) {
      this.#legend.lastChild.remove();
    }
    items.forEach(({ key, style, name, value }, i) => {
      const item = this.#legend.children[i] ?? this.#legend.appendChild(
        el('li', {}, el('span', { 'aria-hidden': 'true' }), el('span'), ' ', el('strong')));
      item.children[0].className = style ?? swatch(key);
      say(item.children[1], name);
      say(item.children[2], value);
    });
  }

  #tabulate() {
    const { head, rows } = this.#rows();
    this.#table.replaceChildren(
      el('thead', {}, el('tr', {}, ...head.map(name => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, ...rows.map(row => el('tr', {},
        el('th', { scope: 'row' }, row[0]), ...row.slice(1).map(cell => el('td', {}, cell))))));
  }
}

/** What all charts have in common: time from left to right, no animation. */
export function common(type, more = {}, y = {}) {
  return {
    type,
    data: { datasets: [] },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false, axis: 'x' },
      plugins: { legend: { display: false }, tooltip: { callbacks: {} } },
      scales: {
        x: {
          type: 'linear', min: -120, max: 0, grid: { display: false },
          ticks: { callback: ago, maxRotation: 0, autoSkip: true, autoSkipPadding: 16, font: { size: 11 } },
        },
        y: { beginAtZero: true, grid: {}, ticks: { maxTicksLimit: 5, font: { size: 11 } }, ...y },
      },
      ...more,
    },
  };
}
