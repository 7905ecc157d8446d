/** Builds elements. Text only ever becomes text: a name can't be markup. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'onclick' || name === 'onchange' || name === 'ontoggle') {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

export const byId = id => document.getElementById(id);

/** Sets a text only if it differs, so that screen readers and selections are left alone. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Fills a select, and keeps what was chosen if it is still there. */
export function options(select, values, label = value => value) {
  const wanted = values.join('\n');
  if (select.dataset.values === wanted) {
    return;
  }
  const chosen = select.value;
  select.replaceChildren(...values.map(value => el('option', { value }, label(value))));
  select.dataset.values = wanted;
  if (values.includes(chosen)) {
    select.value = chosen;
  }
}
