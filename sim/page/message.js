// One message, or one album, as a bubble with its buttons.

import { h } from './dom.js';
import { t } from './i18n.js';
import { richText } from './entities.js';
import { media, mediaName } from './media.js';
import { sender, hhmm } from './store.js';

/** albums folds messages of one media group into one item: {key, first, parts}. */
export function albums(messages) {
  const items = [];
  for (const m of messages) {
    const last = items[items.length - 1];
    if (m.media_group && last && last.first.media_group === m.media_group) last.parts.push(m);
    else items.push({ key: keyOf(m), first: m, parts: [m] });
  }
  return items;
}

/** snippet is one line that stands for a message, in quotes and banners. */
export function snippet(m) {
  if (!m) return t('goneReply');
  const text = (m.text ?? '').replace(/\s+/g, ' ').trim();
  const kind = m.media && !isService(m) ? `［${mediaName(m.media)}］` : '';
  return (kind + text).slice(0, 90) || t('goneReply');
}

/** isService: what Telegram itself says in a chat (joined, left, pinned…). */
export function isService(m) {
  return Boolean(m.service);
}

/** keyOf names a message within its chat; ephemeral ones have numbers of their own. */
export function keyOf(m) {
  return m.message_id ? String(m.message_id) : `e${m.ephemeral_id}`;
}

const SERVICE = {
  new_chat_members: 'svJoined', left_chat_member: 'svLeft', pinned_message: 'svPinned', new_chat_title: 'svTitle',
  group_chat_created: 'svMade', supergroup_chat_created: 'svMade', migrate_to_chat_id: 'svMoved', migrate_from_chat_id: 'svMoved',
  forum_topic_created: 'svTopic', forum_topic_closed: 'svTopicShut', forum_topic_reopened: 'svTopicOpen',
  users_shared: 'svPeople', chat_shared: 'svGroup',
};

function serviceText(m) {
  return SERVICE[m.service] ? t(SERVICE[m.service], sender(m).name) : m.text || m.service.replaceAll('_', ' ');
}

/**
 * bubble renders an item. view: {own, named, quoted (message or null), busy
 * (Set of pressed button keys)}; on: link, command, press(m,row,col,button,element), menu(m), picture, jump.
 */
export function bubble(item, view, on) {
  const m = item.parts.find((p) => p.text) ?? item.first;
  const el = h('div', { class: 'msg', data: { message: keyOf(item.first) } });
  if (isService(m)) {
    el.classList.add('service');
    el.append(h('p', { class: 'service-text', text: serviceText(m) }));
    return el;
  }
  el.classList.add(view.own ? 'own' : 'other');
  const card = h('div', { class: 'bubble', tabindex: -1, on: { click: (ev) => tapped(ev, () => on.menu(item.first)), keydown: (ev) => opened(ev, () => on.menu(item.first)) } });
  card.append(...body(item, m, view, on));
  el.append(card);
  const rows = lastButtons(item);
  if (rows) el.append(keyboard(rows.message, rows.buttons, view, on));
  return el;
}

function body(item, m, view, on) {
  const who = sender(m);
  const parts = [];
  if (view.named) parts.push(h('div', { class: `who tint-${tint(m.from, who.bot)}` }, h('span', { text: who.name }), who.bot ? h('span', { class: 'badge', text: t('robot') }) : null));
  else parts.push(h('span', { class: 'sr', text: `${who.name}: ` }));
  if (m.ephemeral_id) parts.push(h('div', { class: 'fwd', text: t('onlyYou') }));
  if (m.forwarded) parts.push(h('div', { class: 'fwd', text: t('fwd') }));
  if (item.first.reply_to) {
    const q = view.quoted;
    parts.push(h('button', { type: 'button', class: 'quote', on: { click: () => on.jump(item.first.reply_to) } },
      q ? h('b', { text: sender(q).name }) : null, h('span', { text: snippet(q) })));
  }
  const shown = item.parts.map((p) => {
    const node = media(p, on);
    if (node && p !== item.first) node.dataset.message = keyOf(p);
    return node;
  }).filter(Boolean);
  if (shown.length > 1) parts.push(h('div', { class: `album n${Math.min(shown.length, 4)}` }, shown));
  else parts.push(...shown);
  if (m.text) parts.push(h('div', { class: 'text', dir: 'auto' }, richText(m.text, m.entities, on)));
  parts.push(foot(item));
  return parts;
}

function foot(item) {
  const m = item.first;
  const reactions = item.parts.flatMap((p) => p.reactions ?? []);
  const edited = item.parts.some((p) => p.edit_date);
  return h('div', { class: 'foot' },
    reactions.length ? h('span', { class: 'reactions' }, tally(reactions).map(([emoji, n]) => h('span', { class: 'chip', text: n > 1 ? `${emoji} ${n}` : emoji }))) : null,
    h('span', { class: 'meta' }, edited ? h('span', { text: t('edited') }) : null, m.pinned ? h('span', { text: t('pinned') }) : null, m.silent ? h('span', { text: t('silent') }) : null, h('time', { datetime: m.date, text: hhmm(m.date) })));
}

function tally(list) {
  const counts = new Map();
  for (const emoji of list) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  return [...counts];
}

function lastButtons(item) {
  const holder = [...item.parts].reverse().find((p) => (p.buttons ?? []).length);
  return holder ? { message: holder, buttons: holder.buttons } : null;
}

function keyboard(m, rows, view, on) {
  return h('div', { class: 'kbd' }, rows.map((row, r) => h('div', { class: 'kbd-row' }, row.map((b, c) => {
    const style = ['primary', 'success', 'danger'].includes(b.style) ? ` ${b.style}` : '';
    const busy = view.busy.has(`${keyOf(m)}/${r}/${c}`);
    return h('button', {
      type: 'button',
      class: `key${style}${busy ? ' busy' : ''}`,
      'aria-busy': busy ? 'true' : null,
      data: { button: b.text },
      on: { click: (ev) => on.press(m, r, c, b, ev.currentTarget) },
    }, h('span', { text: b.text }), b.url ? h('span', { class: 'key-mark', 'aria-hidden': 'true', text: '↗' }) : null);
  }))));
}

// A tap on the bubble's own ground opens its menu; links, buttons and selected text keep theirs.
function tapped(ev, open) {
  if (ev.target.closest('button, a, [role=button], audio')) return;
  if (String(window.getSelection())) return;
  open();
}

function opened(ev, open) {
  if (ev.target !== ev.currentTarget || (ev.key !== 'Enter' && ev.key !== ' ')) return;
  ev.preventDefault();
  open();
}

// People keep one of six name colours; the bot has its own.
function tint(id, isBot) {
  return isBot ? 'bot' : 1 + (Math.abs(Number(id) || 0) % 6);
}
