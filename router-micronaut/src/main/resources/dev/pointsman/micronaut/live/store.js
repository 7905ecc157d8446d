/**
 * What the page knows: the latest tick, and samples of counters that only ever rise. Every figure over time is the
 * difference of two samples, so a sample that never came is no gap and no spike.
 */
const KEPT_MILLIS = 7 * 60 * 1000;
const KEPT_DECISIONS = 50;

/** The counters of a model, by their place in a sample. */
export const SERVED = 0;
export const FAILED = 1;
export const SECONDS = 2;
export const FIRST_TOKEN_SECONDS = 3;
export const FIRST_TOKENS = 4;
export const COST = 5;
export const PROMPT_TOKENS = 6;
export const CACHED_TOKENS = 7;
export const SAVED = 8;

/** The counters of a pool's sessions at a model. */
export const TURNS = 0;
export const SWITCHES = 1;

export class Store {
  samples = [];
  decisions = [];
  tick = null;
  #instance = null;

  history({ instance, samples, decisions }) {
    this.#instance = instance;
    this.samples = samples;
    this.decisions = [...decisions].reverse();
  }

  /** True if the states of models are to be compared with those before: the same router spoke then, too. */
  add(tick) {
    const same = this.#instance === tick.instance;
    if (!same) {
      this.samples = [];
      this.decisions = [];
      this.#instance = tick.instance;
    }
    this.tick = tick;
    if (this.samples.at(-1)?.at !== tick.sample.at) {
      this.samples.push(tick.sample);
    }
    const oldest = tick.sample.at - KEPT_MILLIS;
    this.samples.splice(0, this.samples.findIndex(sample => sample.at >= oldest));
    const seen = new Set(this.decisions.map(decision => decision.id));
    const fresh = tick.decisions.filter(decision => !seen.has(decision.id));
    this.decisions = [...fresh.reverse(), ...this.decisions].slice(0, KEPT_DECISIONS);
    return same;
  }

  pool(name) {
    return this.tick?.pools.find(pool => pool.name === name) ?? this.tick?.pools[0] ?? null;
  }

  /** How many seconds are worth showing: as many as there are samples of, in half minutes. */
  covered() {
    const [first, last] = [this.samples.at(0)?.at ?? 0, this.samples.at(-1)?.at ?? 0];
    return Math.max(1, Math.ceil((last - first) / 30_000)) * 30;
  }

  /** The last so many seconds of samples, each with the one that lies a span before it. */
  pairs(lastSeconds, spanSeconds) {
    const now = this.samples.at(-1)?.at ?? 0;
    const pairs = [];
    let from = 0;
    this.samples.forEach((to, i) => {
      while (from < i && this.samples[from].at < to.at - spanSeconds * 1000) {
        from++;
      }
      if (to.at >= now - lastSeconds * 1000) {
        pairs.push({ x: (to.at - now) / 1000, from: this.samples[from], to });
      }
    });
    return pairs;
  }
}

const difference = (from, to) => Math.max(0, (to ?? 0) - (from ?? 0));

/** How many calls a pool gave a model between two samples. */
export const decided = ({ from, to }, pool, model) =>
  difference(from.decided[pool]?.[model], to.decided[pool]?.[model]);

/** How much one of a pool's counters of sessions at a model rose between two samples. */
export const turned = ({ from, to }, pool, model, counter) =>
  difference(from.sessions?.[pool]?.[model]?.[counter], to.sessions?.[pool]?.[model]?.[counter]);

/** How much one of a model's counters rose between two samples. */
export const rose = ({ from, to }, key, counter) => difference(from.flows[key]?.[counter], to.flows[key]?.[counter]);

export const span = ({ from, to }) => (to.at - from.at) / 1000;

/** A mean of what happened between two samples; null if nothing did. */
export function mean(pair, key, sum, counter) {
  const events = rose(pair, key, counter);
  return events === 0 ? null : rose(pair, key, sum) / events;
}
