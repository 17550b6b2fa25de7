// Formatted text: Telegram's entities (offsets in UTF-16 units, which is what
// JavaScript strings count in) become nested elements.

import { h, add } from './dom.js';
import { t } from './i18n.js';

const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);
const TAGS = { bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code' };

/**
 * richText gives the nodes of a text. on: {link(url), command(text)} are called
 * when a person presses a link or a command.
 */
export function richText(text, entities, on) {
  const length = text.length;
  const spans = (entities ?? [])
    .map((e) => ({ ...e, from: Math.max(0, e.offset), to: Math.min(length, e.offset + e.length) }))
    .filter((e) => e.to > e.from)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  return build(text, 0, length, spans, on);
}

// build renders text[from:to]; spans begin in it, outer ones first. A span that
// reaches over the end of the one around it is cut there.
function build(text, from, to, spans, on) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < spans.length; ) {
    const outer = { ...spans[i], to: Math.min(spans[i].to, to) };
    let next = i + 1;
    while (next < spans.length && spans[next].from < outer.to) next++;
    const inside = spans.slice(i + 1, next);
    i = next;
    if (outer.from < at) continue;
    if (outer.from > at) nodes.push(document.createTextNode(text.slice(at, outer.from)));
    nodes.push(wrap(outer, text, build(text, outer.from, outer.to, inside, on), on));
    at = outer.to;
    // A quote and a listing end their own line already.
    if (BLOCKS.has(outer.type) && text[at] === '\n' && at < to) at++;
  }
  if (at < to) nodes.push(document.createTextNode(text.slice(at, to)));
  return nodes;
}

function wrap(e, text, kids, on) {
  const words = text.slice(e.from, e.to);
  if (TAGS[e.type]) return h(TAGS[e.type], {}, kids);
  switch (e.type) {
    case 'pre':
      return h('pre', {}, h('code', {}, kids));
    case 'blockquote':
      return h('blockquote', {}, kids);
    case 'expandable_blockquote':
      return expandable(kids);
    case 'spoiler':
      return spoiler(kids);
    case 'text_link':
      return link(e.url ?? '', kids, on);
    case 'url':
      return link(/^[a-z][a-z0-9+.-]*:/i.test(words) ? words : `https://${words}`, kids, on);
    case 'bot_command':
      return h('button', { type: 'button', class: 'inline-link', on: { click: () => on.command(words) } }, kids);
    case 'mention':
    case 'text_mention':
    case 'hashtag':
    case 'cashtag':
    case 'phone_number':
    case 'email':
      return h('span', { class: `tag tag-${e.type.replace('_', '-')}` }, kids);
    default:
      return add(h('span'), kids);
  }
}

// Only web addresses become links: a "javascript:" one stays plain text.
function link(url, kids, on) {
  let parsed = null;
  try {
    parsed = new URL(url);
  } catch {
    // An address that no browser reads is shown as it was written.
  }
  if (!parsed || !['http:', 'https:', 'tg:'].includes(parsed.protocol)) return add(h('span'), kids);
  return h('a', {
    href: parsed.href,
    target: '_blank',
    rel: 'noopener noreferrer',
    on: {
      click: (ev) => {
        ev.preventDefault();
        on.link(parsed.href);
      },
    },
  }, kids);
}

function spoiler(kids) {
  const el = h('span', { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': t('spoiler') }, h('span', { class: 'spoiler-text' }, kids));
  const show = (ev) => {
    if (ev.type === 'keydown' && ev.key !== 'Enter' && ev.key !== ' ') return;
    if (el.classList.contains('shown')) return;
    ev.preventDefault();
    ev.stopPropagation();
    el.classList.add('shown');
    for (const name of ['role', 'tabindex', 'aria-label']) el.removeAttribute(name);
  };
  el.addEventListener('click', show);
  el.addEventListener('keydown', show);
  return el;
}

function expandable(kids) {
  const body = h('div', { class: 'fold' }, kids);
  const button = h('button', { type: 'button', class: 'inline-link fold-button', 'aria-expanded': 'false', text: t('more') });
  button.addEventListener('click', () => {
    const open = body.classList.toggle('open');
    button.setAttribute('aria-expanded', String(open));
    button.textContent = t(open ? 'less' : 'more');
  });
  return h('blockquote', { class: 'expandable' }, body, button);
}
