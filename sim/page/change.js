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
      field(t('whose'), 'pick-user', world().users.map((u) => [u.id, userName(u.id)]), phone.user, (id) => turn(id, id)),
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
