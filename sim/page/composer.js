// Where a person writes: text, reply and edit banners, attachments, commands, big buttons.

import { h, icon, toolButton } from './dom.js';
import { get } from './api.js';
import { t } from './i18n.js';
import { snippet } from './message.js';
import { openSheet, closeSheet, choices, toast } from './sheet.js';
import { user, chat, bot, sender, member } from './store.js';

// The sample place: the middle of Houma.
const SAMPLE_PLACE = { lat: 35.61906, lon: 111.37207 };

// Where there is little room the chat needs it more than the big buttons do.
const little = window.matchMedia('(max-width: 699px), (max-height: 899px)');

export class Composer {
  constructor(phone, draft) {
    this.phone = phone;
    this.reply = null;
    this.editing = null;
    this.keysShown = !little.matches;
    this.el = h('div', { class: 'composer', data: { role: 'composer' } });
    this.banner = h('div', { class: 'banner', hidden: true });
    this.input = h('textarea', { rows: 1, 'aria-label': t('write'), data: { role: 'text' }, maxlength: 4096, enterkeyhint: 'send' });
    this.input.value = draft;
    this.input.addEventListener('input', () => this.grow());
    this.input.addEventListener('keydown', (ev) => this.keydown(ev));
    this.sendButton = toolButton('send', t('send'), () => this.submit(), { class: 'tool send', 'data-role': 'send' });
    this.keysButton = h('button', { type: 'button', class: 'tool words keys-toggle', hidden: true, 'aria-expanded': 'false', data: { role: 'toggle-keys' }, on: { click: () => this.showKeys(!this.keysShown) } }, icon('keys'), h('span', { text: t('keys') }));
    this.file = h('input', { type: 'file', accept: 'image/*', hidden: true, tabindex: -1, data: { role: 'file' } });
    this.file.addEventListener('change', () => this.sendFile());
    this.keys = h('div', { class: 'keys', hidden: true, data: { role: 'keyboard' } });
    this.box = h('div', { class: 'box' }, this.banner, this.input, h('div', { class: 'bar' },
      toolButton('plus', t('attach'), () => this.attachMenu(), { 'data-role': 'attach' }),
      toolButton('slash', t('cmds'), () => this.commandMenu(), { 'data-role': 'commands' }),
      phone.private ? null : toolButton('at', t('mention'), () => this.mention(), { 'data-role': 'mention' }),
      this.keysButton, h('span', { class: 'gap' }), this.sendButton), this.file);
    this.el.append(this.box, this.keys);
    this.update();
  }

  get text() {
    return this.input.value;
  }

  /** update looks at what the phone shows now: START, blocked, or the writing box with its big buttons. */
  update() {
    const u = user(this.phone.user);
    const closed = !this.phone.private || !u ? '' : u.blocked ? 'blocked' : u.started ? '' : 'start';
    if (closed !== this.closed) {
      this.closed = closed;
      this.gate?.remove();
      this.gate = closed ? this.makeGate(closed) : null;
      if (this.gate) this.el.append(this.gate);
      this.box.hidden = Boolean(closed);
    }
    this.input.placeholder = t(hearsAll(this.phone) ? 'write' : 'writeGroup');
    this.drawKeys(closed ? [] : keyboardOf(this.phone));
    this.grow();
  }

  makeGate(kind) {
    const act = () => (kind === 'start' ? this.phone.start() : this.phone.act('/sim/unblock', { user: this.phone.user, bot: bot().username }));
    return h('div', { class: 'gate' }, h('p', { text: t(kind === 'start' ? 'startNote' : 'blockedNote') }),
      h('button', { type: 'button', class: 'btn solid start', data: { role: kind }, on: { click: act }, text: t(kind === 'start' ? 'start' : 'unblock') }));
  }

  drawKeys(rows) {
    const sign = JSON.stringify(rows);
    if (sign !== this.keysSign) {
      this.keysSign = sign;
      this.keysShown = !little.matches;
      this.keys.replaceChildren(...rows.map((row) => h('div', { class: 'keys-row' }, row.map((text) =>
        h('button', { type: 'button', class: 'big-key', data: { key: text }, on: { click: () => this.pressKey(text) }, text })))));
    }
    this.keysButton.hidden = !rows.length;
    this.showKeys(this.keysShown);
  }

  showKeys(shown) {
    this.keysShown = shown;
    this.keys.hidden = this.keysButton.hidden || !shown;
    this.keysButton.setAttribute('aria-expanded', String(shown));
  }

  // Where there is little room, the answer is to be seen, not the buttons.
  pressKey(text) {
    if (little.matches) this.showKeys(false);
    return this.phone.pressKey(text);
  }

  grow() {
    this.input.style.height = 'auto';
    if (this.input.scrollHeight) this.input.style.height = `${Math.min(this.input.scrollHeight, 150)}px`;
    this.sendButton.classList.toggle('ready', Boolean(this.text.trim()));
  }

  keydown(ev) {
    if (ev.key === 'Escape' && (this.reply || this.editing)) this.clearBanner();
    // While an input method composes, Enter chooses a word and sends nothing.
    if (ev.key !== 'Enter' || ev.shiftKey || ev.isComposing || ev.keyCode === 229) return;
    ev.preventDefault();
    this.submit();
  }

  /** fill puts words into the box for the person to send. */
  fill(text) {
    this.input.value = text;
    this.grow();
    this.input.focus();
  }

  clear() {
    this.input.value = '';
    this.clearBanner();
    this.grow();
  }

  clearBanner() {
    this.reply = null;
    if (this.editing) this.input.value = '';
    this.editing = null;
    this.banner.hidden = true;
    this.sendButton.setAttribute('aria-label', t('send'));
    this.grow();
  }

  showBanner(title, m) {
    this.banner.replaceChildren(h('div', {}, h('b', { text: title }), h('span', { text: snippet(m) })), toolButton('close', t('cancel'), () => this.clearBanner()));
    this.banner.hidden = false;
    this.input.focus();
  }

  replyTo(m) {
    this.clearBanner();
    this.reply = m.message_id;
    this.showBanner(t('replying', sender(m).name), m);
  }

  edit(m) {
    this.clearBanner();
    this.editing = m.message_id;
    this.input.value = m.text;
    this.sendButton.setAttribute('aria-label', t('save'));
    this.showBanner(t('editing'), m);
    this.grow();
  }

  mention() {
    const name = `@${bot().username} `;
    if (!this.text.includes(name.trim())) this.input.value = name + this.text;
    this.grow();
    this.input.focus();
  }

  async submit() {
    const text = this.text.trim();
    if (!text || this.sending) return;
    this.sending = true;
    const { user: who, chat: where } = this.phone;
    const done = this.editing
      ? await this.phone.act('/sim/edit', { user: who, chat: where, message: this.editing, text })
      : await this.send({ kind: 'text', text });
    this.sending = false;
    if (done) this.clear();
  }

  send(what) {
    const anonymous = member(this.phone.user, this.phone.chat)?.anonymous || undefined;
    return this.phone.send({ reply_to: this.reply ?? undefined, anonymous, ...what });
  }

  /** sendKind posts an attachment; what stands in the box goes along as its caption. */
  async sendKind(kind, more = {}) {
    closeSheet(this.phone);
    const captioned = ['photo', 'voice', 'document', 'album'].includes(kind);
    const done = await this.send({ kind, caption: captioned ? this.text.trim() || undefined : undefined, ...more });
    if (!done) return;
    if (captioned) this.clear();
    else this.clearBanner();
  }

  async sendFile() {
    const chosen = this.file.files[0];
    this.file.value = '';
    if (!chosen) return;
    const kind = chosen.type.startsWith('image/') ? 'photo' : 'document';
    try {
      await this.sendKind(kind, { file: await base64(chosen), name: chosen.name, mime: chosen.type });
    } catch (err) {
      toast(this.phone, String(err.message || err), { bad: true });
    }
  }

  attachMenu() {
    const pick = (label, name, role, act, note) => ({ label, icon: icon(name), note, act, data: { role } });
    openSheet(this.phone, t('attach'), choices([
      pick(t('photo'), 'image', 'attach-photo', () => this.sendKind('photo'), this.text.trim() ? t('attachNote') : ''),
      pick(t('photoPick'), 'image', 'attach-file', () => {
        closeSheet(this.phone);
        this.file.click();
      }),
      pick(t('voice'), 'mic', 'attach-voice', () => this.sendKind('voice')),
      pick(t('location'), 'pin', 'attach-location', () => this.placeForm()),
      pick(t('album'), 'album', 'attach-album', () => this.sendKind('album')),
      pick(t('sticker'), 'smile', 'attach-sticker', () => this.sendKind('sticker')),
      pick(t('contact'), 'person', 'attach-contact', () => this.sendKind('contact')),
      pick(t('document'), 'file', 'attach-document', () => this.sendKind('document')),
      pick(t('openLink'), 'link', 'open-link', () => this.linkForm()),
    ]));
  }

  placeForm() {
    const number = (value, role) => h('input', { type: 'text', inputmode: 'decimal', value, data: { role } });
    const lat = number(SAMPLE_PLACE.lat, 'lat');
    const lon = number(SAMPLE_PLACE.lon, 'lon');
    const go = () => this.sendKind('location', { lat: Number(lat.value), lon: Number(lon.value) });
    openSheet(this.phone, t('location'), h('div', { class: 'sheet-body form' },
      h('label', { class: 'field' }, h('span', { text: t('lat') }), lat), h('label', { class: 'field' }, h('span', { text: t('lon') }), lon),
      h('button', { type: 'button', class: 'btn solid', 'data-first': true, data: { role: 'send-location' }, on: { click: go }, text: t('sendPlace') })));
  }

  linkForm() {
    const url = h('input', { type: 'url', value: `https://t.me/${bot().username}?start=`, data: { role: 'link' }, 'data-first': true });
    const go = () => {
      closeSheet(this.phone);
      this.phone.app.follow(this.phone, url.value.trim());
    };
    url.addEventListener('keydown', (ev) => ev.key === 'Enter' && go());
    openSheet(this.phone, t('openLink'), h('div', { class: 'sheet-body form' }, h('p', { text: t('linkNote') }), url,
      h('button', { type: 'button', class: 'btn solid', data: { role: 'follow' }, on: { click: go }, text: t('openLink') })));
  }

  async commandMenu() {
    let list = [];
    try {
      list = (await get('/sim/menu', { user: this.phone.user, chat: this.phone.chat })) ?? [];
    } catch (err) {
      toast(this.phone, err.message, { bad: true });
      return;
    }
    // In a group a command names its bot, else another bot might answer.
    const tail = this.phone.private ? '' : `@${bot().username}`;
    const rows = list.map((c) => ({ label: `/${c.command}`, note: c.description, data: { command: c.command }, act: () => {
      closeSheet(this.phone);
      this.send({ kind: 'text', text: `/${c.command}${tail}` });
    } }));
    openSheet(this.phone, t('cmds'), rows.length ? choices(rows) : h('p', { class: 'sheet-body', text: t('noCmds') }));
  }
}

// hearsAll: in private, and where it is an admin, the bot hears every word.
function hearsAll(phone) {
  return phone.private || (chat(phone.chat)?.members ?? []).some((m) => m.bot && m.role === 'administrator');
}

// keyboardOf finds the big buttons that are set now: the last message that set or took them away decides.
function keyboardOf(phone) {
  for (const m of [...phone.messages].reverse()) {
    if (m.no_keyboard) return [];
    if (m.keyboard?.length) return m.keyboard;
  }
  return [];
}

function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
