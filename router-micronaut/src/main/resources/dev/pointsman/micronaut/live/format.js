/** Numbers for people, always with their unit. What is unknown is a dash. */
const NONE = '–';

const known = value => typeof value === 'number' && Number.isFinite(value);

export function seconds(value) {
  if (!known(value)) {
    return NONE;
  }
  if (value === 0) {
    return '0';
  }
  if (value < 0.0995) {
    return `${(value * 1000).toFixed(value < 0.00995 ? 1 : 0)} ms`;
  }
  return value < 0.9995 ? `${Math.round(value * 1000)} ms` : `${value.toFixed(value < 9.95 ? 2 : 1)} s`;
}

export function percent(value) {
  if (!known(value)) {
    return NONE;
  }
  if (value > 0 && value < 0.0005) {
    return '< 0.1 %';
  }
  const tenths = Math.round(value * 1000) / 10;
  return `${tenths < 10 || tenths > 99 ? tenths : Math.round(tenths)} %`;
}

export function dollars(value) {
  if (!known(value)) {
    return NONE;
  }
  if (value === 0) {
    return '$0';
  }
  const digits = value >= 100 ? 0 : Math.min(6, Math.max(2, 2 - Math.floor(Math.log10(value))));
  return `$${value.toFixed(digits).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
}

/** A wait, in whole seconds and never 0. */
export const wait = value => `${Math.max(1, Math.ceil(value))} s`;

export const rate = value => known(value) ? `${value.toFixed(value < 9.95 ? 1 : 0)}/s` : NONE;

export const count = value => known(value) ? value.toFixed(Number.isInteger(value) || value >= 100 ? 0 : 1) : NONE;

/** A score says only who is better; a few digits tell that. */
export const score = value => known(value) ? value.toPrecision(3) : NONE;

export function clock(millis) {
  const date = new Date(millis);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(n => String(n).padStart(2, '0')).join(':');
}

/** A moment on the charts' axis: seconds before now. */
export function ago(value) {
  const back = Math.round(-value);
  if (back <= 0) {
    return 'now';
  }
  return back % 60 === 0 ? `${back / 60} min ago` : `${back} s ago`;
}
