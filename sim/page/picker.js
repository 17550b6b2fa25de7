// The lists that a big button may open: people to tick, or a group to choose.

import { h } from './dom.js';
import { t } from './i18n.js';
import { openSheet, closeSheet, choices } from './sheet.js';

/** pickFrom shows the list {kind, most, choices: [{id, name}]} that the button `text` of a phone opens, and sends what is picked. */
export function pickFrom(phone, text, list) {
  const send = (picked) => {
    closeSheet(phone);
    return phone.act('/sim/pick', { user: phone.user, chat: phone.chat, text, picked });
  };
  const title = list.kind === 'chat' ? t('pickOneGroup') : t('pickPeople', list.most);
  if (!list.choices.length) return openSheet(phone, title, h('p', { class: 'sheet-body', text: t('pickNobody') }));
  if (list.most === 1) return openSheet(phone, title, choices(list.choices.map((c) => ({ label: c.name, data: { pick: c.id }, act: () => send([c.id]) }))));
  const done = h('button', { type: 'button', class: 'btn solid', disabled: true, data: { role: 'picked' }, on: { click: () => send(ticked()) }, text: t('pickDone') });
  const boxes = list.choices.map((c) => h('input', { type: 'checkbox', value: c.id, data: { pick: c.id }, on: { change: () => limit() } }));
  const ticked = () => boxes.filter((b) => b.checked).map((b) => Number(b.value));
  const limit = () => {
    const n = ticked().length;
    done.disabled = n === 0;
    for (const b of boxes) b.disabled = !b.checked && n >= list.most;
  };
  return openSheet(phone, title, h('div', { class: 'sheet-body picks' },
    boxes.map((b, i) => h('label', { class: 'choice' }, b, h('span', { text: list.choices[i].name }))), done));
}
