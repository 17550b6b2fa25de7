// What slides over one phone: menus, alerts, toasts, a picture seen large.

import { h, toolButton } from './dom.js';
import { t } from './i18n.js';

/**
 * openSheet lays a panel over a phone and gives a function that closes it.
 * kind "bottom" is a menu, "center" an alert. Escape and a tap beside it close it;
 * focus goes in, stays in, and goes back where it was.
 */
export function openSheet(phone, title, content, { kind = 'bottom', onClose } = {}) {
  closeSheet(phone);
  const before = document.activeElement;
  const panel = h('div', { class: `sheet ${kind}`, role: kind === 'center' ? 'alertdialog' : 'dialog', 'aria-label': title },
    kind === 'bottom' ? h('div', { class: 'sheet-head' }, h('h3', { text: title }), toolButton('close', t('close'), () => close())) : null,
    content);
  const veil = h('div', { class: 'veil', data: { role: 'sheet' } }, panel);
  const close = () => {
    if (!veil.isConnected) return;
    veil.remove();
    delete phone.closeSheet;
    onClose?.();
    if (before?.isConnected) before.focus({ preventScroll: true });
  };
  veil.addEventListener('click', (ev) => {
    if (ev.target === veil) close();
  });
  veil.addEventListener('keydown', (ev) => {
    if (ev.key === 'Escape') {
      ev.stopPropagation();
      close();
    }
    if (ev.key === 'Tab') keepInside(panel, ev);
  });
  phone.el.append(veil);
  phone.closeSheet = close;
  (panel.querySelector('[data-first]') ?? panel.querySelector('.sheet-body button, .sheet-body input, .sheet-body select, button'))?.focus({ preventScroll: true });
  return close;
}

/** closeSheet puts away whatever lies over a phone. */
export function closeSheet(phone) {
  phone.closeSheet?.();
}

function keepInside(panel, ev) {
  const all = [...panel.querySelectorAll('button, input, select, textarea, a[href]')].filter((el) => !el.disabled);
  if (!all.length) return;
  const edge = ev.shiftKey ? all[0] : all[all.length - 1];
  if (document.activeElement !== edge) return;
  ev.preventDefault();
  (ev.shiftKey ? all[all.length - 1] : all[0]).focus();
}

/** alertBox shows a callback answer that wants to be acknowledged. */
export function alertBox(phone, text) {
  const ok = h('button', { type: 'button', class: 'btn solid', data: { role: 'alert-ok' }, 'data-first': true, text: t('ok') });
  const close = openSheet(phone, t('robot'), h('div', { class: 'alert-body' }, h('p', { text }), ok), { kind: 'center' });
  ok.addEventListener('click', close);
}

/** toast shows a short answer that goes away by itself, long enough to be read slowly. */
export function toast(phone, text, { bad = false } = {}) {
  if (!text) return;
  phone.toasts.replaceChildren(h('div', { class: bad ? 'toast bad' : 'toast', data: { role: 'toast' }, text }));
  clearTimeout(phone.toastTimer);
  phone.toastTimer = setTimeout(() => phone.toasts.replaceChildren(), 2800 + text.length * 110);
}

/** largePicture fills the phone with a photo. */
export function largePicture(phone, url, alt) {
  openSheet(phone, alt, h('div', { class: 'sheet-body' }, h('img', { class: 'large', src: url, alt })));
}

/** choices is a list of big rows, each {label, icon, act, data}. */
export function choices(list) {
  return h('div', { class: 'sheet-body choices' }, list.filter(Boolean).map((c) =>
    h('button', { type: 'button', class: c.danger ? 'choice danger' : 'choice', data: c.data ?? {}, on: { click: c.act } }, c.icon ?? null, h('span', {}, c.label, c.note ? h('small', { text: c.note }) : null))));
}
