// Small helpers that make elements. Every text goes through text nodes, so that
// nothing a person writes is ever read as markup.

/**
 * h makes an element. props: class, text, on (listeners), data (dataset); the
 * rest become attributes, where true means "present" and false/null "absent".
 */
export function h(tag, props = {}, ...kids) {
  const el = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'class') el.className = value;
    else if (key === 'text') el.textContent = value;
    else if (key === 'on') for (const [ev, fn] of Object.entries(value)) el.addEventListener(ev, fn);
    else if (key === 'data') for (const [k, v] of Object.entries(value)) el.dataset[k] = v;
    else el.setAttribute(key, value === true ? '' : String(value));
  }
  add(el, kids);
  return el;
}

/** add appends nodes and strings (as text), skipping empties, flattening lists. */
export function add(el, kids) {
  for (const kid of kids.flat(Infinity)) {
    if (kid === null || kid === undefined || kid === false || kid === '') continue;
    el.append(kid);
  }
  return el;
}

// Line drawings on a 24 × 24 grid, drawn with the current colour.
const DRAWINGS = {
  plus: 'M12 5v14M5 12h14',
  slash: 'M15.5 4.5l-7 15',
  at: 'M15.6 12a3.6 3.6 0 1 1-7.2 0a3.6 3.6 0 0 1 7.2 0v1.2c0 3.4 4.4 3 4.4-1.2a8 8 0 1 0-3.2 6.4',
  keys: 'M3.5 7h17v10h-17zM7 10.5h.1M10.3 10.5h.1M13.7 10.5h.1M17 10.5h.1M8.5 14h7',
  send: 'M12 19V5M6 11l6-6 6 6',
  close: 'M6 6l12 12M18 6L6 18',
  swap: 'M7 4L3.5 7.5 7 11M4 7.5h15M17 13l3.5 3.5-3.5 3.5M20 16.5H5',
  down: 'M6 9.5l6 6 6-6',
  image: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M15.5 9h.1',
  album: 'M7 7h13v12H7zM4 16V4h13M7 17l3.5-3.5 3 3 2-2 4.5 4',
  file: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4',
  mic: 'M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3.5',
  pin: 'M12 21s6.5-6 6.5-11a6.5 6.5 0 1 0-13 0c0 5 6.5 11 6.5 11zM14.2 10a2.2 2.2 0 1 1-4.4 0a2.2 2.2 0 0 1 4.4 0z',
  smile: 'M20 12a8 8 0 1 1-16 0a8 8 0 0 1 16 0zM9 10h.1M15 10h.1M8.5 14.5c1.800 2 5.2 2 7 0',
  person: 'M15.5 8.5a3.5 3.5 0 1 1-7 0a3.5 3.5 0 0 1 7 0zM5 20c.8-4 3.5-6 7-6s6.2 2 7 6',
  link: 'M10 14l4-4M8.5 11.5L6 14a3.5 3.5 0 0 0 5 5l2.5-2.5M15.5 12.5L18 10a3.5 3.5 0 0 0-5-5l-2.5 2.5',
  play: 'M8 5.5v13l11-6.5z',
  stop: 'M7 7h10v10H7z',
};

/** icon draws one of the line drawings; it is decoration, labels are said elsewhere. */
export function icon(name) {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(ns, 'path');
  path.setAttribute('d', DRAWINGS[name]);
  svg.append(path);
  return svg;
}

/** toolButton is a square button with a drawing and a spoken label. */
export function toolButton(name, label, onclick, more = {}) {
  return h('button', { type: 'button', class: 'tool', 'aria-label': label, title: label, on: { click: onclick }, ...more }, icon(name));
}
