// The panel in which a phone is given to another person or turned to another chat.

import { h } from './dom.js';
import { t } from './i18n.js';
import { openSheet } from './sheet.js';
import { world, user, userName, chat, chatTitle, chatsOf, isPrivate, bot } from './store.js';

/** changePanel opens the panel over a phone. */
export function changePanel(phone) {
  const body = h('div', { class: 'sheet-body form' });
  const draw = () => {
    body.replaceChildren(
      ...whose(phone, (id) => turn(id, id)),
      field(t('which'), 'pick-chat', chatsOf(phone.user).map((id) => [id, chatTitle(id)]), phone.chat, (id) => turn(phone.user, id)),
      ...topics(phone, (id) => turn(phone.user, phone.chat, id)),
      ...buttons(phone));
  };
  // The panel stays open while its phone is rebuilt beneath it.
  const turn = (userID, chatID, thread) => {
    phone.show(userID, chatID, thread);
    changePanel(phone);
  };
  draw();
  openSheet(phone, t('change'), body);
}

const MANY = 40; // people beyond which they are looked for instead of listed
const SHOWN = 30; // of those found

// Whose phone it is: from a list, or, of very many people, by a part of their name or of a group's.
function whose(phone, pick) {
  const all = world().users;
  if (all.length <= MANY) return [field(t('whose'), 'pick-user', all.map((u) => [u.id, userName(u.id)]), phone.user, pick)];
  const found = h('div', { class: 'found' });
  const box = h('input', { type: 'search', data: { role: 'find-user' }, placeholder: t('findHint'), autocomplete: 'off' });
  const row = (id, name, note) => h('button', { type: 'button', class: 'choice', data: { user: id }, 'aria-pressed': String(id === phone.user), on: { click: () => pick(id) } },
    h('span', {}, name, note ? h('small', { text: note }) : null));
  const draw = () => {
    const words = box.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) {
      const once = new Map(world().screens.map((s) => [s.user, row(s.user, s.label || userName(s.user), '')]));
      found.replaceChildren(...once.values());
      return;
    }
    const inGroups = groupsOf(words);
    const list = all.filter((u) => words.every((w) => userName(u.id).toLowerCase().includes(w) || inGroups.get(w).has(u.id)));
    found.replaceChildren(...list.slice(0, SHOWN).map((u) => row(u.id, userName(u.id), chatsOf(u.id).filter((id) => !isPrivate(id)).map((id) => chat(id).title).join(' · '))),
      h('p', { class: 'found-count', role: 'status', text: t('found', list.length, Math.min(SHOWN, list.length)) }));
  };
  box.addEventListener('input', draw);
  draw();
  return [h('label', { class: 'field' }, h('span', { text: t('whose') }), box), found];
}

// For each word the people in groups that are called so.
function groupsOf(words) {
  return new Map(words.map((w) => [w, new Set(world().chats.filter((c) => c.title.toLowerCase().includes(w)).flatMap((c) => (c.members ?? []).map((m) => m.id)))]));
}

function field(label, role, options, value, pick) {
  const select = h('select', { data: { role } }, options.map(([id, text]) => h('option', { value: id, selected: id === value, text })));
  select.addEventListener('change', () => pick(Number(select.value)));
  return h('label', { class: 'field' }, h('span', { text: label }), select);
}

function topics(phone, pick) {
  const group = chat(phone.chat);
  if (!group?.forum) return [];
  return [field(t('topic'), 'pick-topic', [[0, t('allTopics')], ...(group.topics ?? []).map((x) => [x.id, x.name])], phone.thread, pick)];
}

function buttons(phone) {
  const list = [];
  const someone = user(phone.user);
  if (isPrivate(phone.chat) && someone?.started && !someone.blocked) {
    list.push(h('button', { type: 'button', class: 'btn danger', text: t('block'), on: { click: () => {
      phone.closeSheet?.();
      phone.act('/sim/block', { user: phone.user, bot: bot().username });
    } } }));
  }
  if (phone.app.phones.length > 1) {
    list.push(h('button', { type: 'button', class: 'btn', data: { role: 'remove-phone' }, text: t('removePhone'), on: { click: () => phone.app.remove(phone) } }));
  }
  return list;
}
