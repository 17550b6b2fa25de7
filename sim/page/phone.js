// One phone: whose it is, which chat it shows, and everything in it.

import { h, icon, toolButton } from './dom.js';
import { get, post } from './api.js';
import { t } from './i18n.js';
import { albums, bubble, snippet, keyOf } from './message.js';
import { toast, alertBox, largePicture, openSheet, closeSheet, choices } from './sheet.js';
import { pickFrom } from './picker.js';
import { News } from './news.js';
import { Composer } from './composer.js';
import { changePanel } from './change.js';
import { user, userName, chat, chatTitle, chatsOf, isPrivate, bot, sender, dayKey, dayName } from './store.js';

const PAGE = 120; // how many messages are drawn before "earlier" is asked for
const ANSWER_LIMIT = 12000; // milliseconds that a pressed button shows it is waiting; also frees the browser's few connections
const SEEN_AFTER = 8000; // milliseconds on the screen after which a message counts as seen
const QUICK = ['👍', '👀', '🙏', '❤']; // reactions that the menu of a message offers

export class Phone {
  /** spec: {user, chat, label?, hint?, thread?}; app: {changed(), follow(phone, url), remove(phone)}. */
  constructor(app, index, spec) {
    this.app = app;
    this.index = index;
    this.home = spec;
    this.user = spec.user;
    this.chat = spec.chat;
    this.thread = spec.thread ?? 0;
    this.hint = spec.hint ?? '';
    this.unread = new Map();
    this.news = new News(this);
    this.following = true; // the newest message is kept in view
    this.messages = [];
    this.limit = PAGE;
    this.busy = new Set();
    this.drawn = new Map();
    this.asked = 0;
    this.el = h('section', { class: 'phone' });
    this.news.watch();
    // Photos load later, cards change, the big buttons come and go: the newest stays in view through all of it.
    this.sizes = new ResizeObserver(() => this.following && this.toBottom());
    this.build();
  }

  /** label is what the host called this screen, or the person's name. */
  get label() {
    return (this.home.user === this.user && this.home.label) || userName(this.user);
  }

  get private() {
    return isPrivate(this.chat);
  }

  /** unreadTotal counts what arrived on this phone and was not seen. */
  get unreadTotal() {
    return [...this.unread.values()].reduce((a, b) => a + b, this.news.count);
  }

  /** build makes the phone anew: after another person, chat or language. */
  build() {
    closeSheet(this);
    const draft = this.composer?.text ?? '';
    this.el.dataset.screen = this.index;
    this.el.dataset.chat = this.chat;
    this.el.dataset.user = this.user;
    this.el.setAttribute('aria-label', t('phone', this.label));
    this.chips = h('div', { class: 'chips' });
    this.list = h('div', { class: 'list', role: 'log', 'aria-live': 'polite', 'aria-relevant': 'additions', 'aria-label': t('messages', chatTitle(this.chat)) });
    this.list.addEventListener('keydown', (ev) => this.arrows(ev));
    this.rows = h('div', { class: 'rows' });
    this.list.append(this.rows);
    this.list.addEventListener('scroll', () => this.scrolled(), { passive: true });
    this.pill = h('button', { type: 'button', class: 'pill', hidden: true, on: { click: () => this.toBottom() } }, icon('down'), t('newBelow'));
    this.typing = h('p', { class: 'typing', 'aria-hidden': 'true' });
    this.toasts = h('div', { class: 'toasts', role: 'status', 'aria-live': 'assertive' });
    this.composer = new Composer(this, draft);
    this.head = this.header();
    this.el.replaceChildren(this.head, this.chips, h('div', { class: 'middle' }, this.list, this.pill, this.toasts), this.typing, this.composer.el);
    this.drawn.clear();
    this.sizes.disconnect();
    for (const el of [this.list, this.rows]) this.sizes.observe(el);
    this.drawChips();
    this.render();
  }

  header() {
    const group = chat(this.chat);
    const people = group?.members?.filter((m) => !m.bot).length;
    const chipped = chatsOf(this.user).length > 1; // the chips below name the chat already
    const title = group ? [chipped ? t('group') : group.title, people === 1 ? t('onePerson') : t('people', people ?? 0)].join(' · ') : chatTitle(this.chat);
    return h('header', { class: 'head' },
      h('div', { class: 'avatar', 'aria-hidden': 'true', text: [...(user(this.user)?.last || user(this.user)?.first || this.label)][0] ?? '·' }),
      h('div', { class: 'names' }, h('h2', { text: this.label }), h('p', {}, h('span', { text: title }), this.news.badge())),
      toolButton('swap', t('change'), () => changePanel(this), { 'data-role': 'change' }));
  }

  /** drawHead writes the header again, after people or chats changed. */
  drawHead() {
    const head = this.header();
    this.head.replaceWith(head);
    this.head = head;
  }

  drawChips() {
    const all = chatsOf(this.user);
    const chips = all.length < 2 ? [] : all.map((id) => {
      const n = this.unread.get(id) ?? 0;
      return h('button', { type: 'button', class: 'chat-chip', 'aria-pressed': String(id === this.chat), data: { openChat: id }, on: { click: () => this.show(this.user, id) } },
        h('span', { text: isPrivate(id) ? t('privateChat') : chat(id).title }), n ? h('b', { class: 'count', text: n, 'aria-label': t('unread', n) }) : null);
    });
    this.chips.replaceChildren(...(chips.length ? [h('div', { class: 'chip-row' }, chips)] : []), ...(this.hint && this.home.chat === this.chat ? [this.hintLine()] : []));
    this.chipInView();
  }

  chipInView() {
    const row = this.chips.querySelector('.chip-row');
    const now = row?.querySelector('[aria-pressed=true]');
    if (now) row.scrollLeft = now.offsetLeft - row.offsetLeft - 12;
  }

  hintLine() {
    const gone = () => {
      this.hint = '';
      this.drawChips();
    };
    return h('p', { class: 'hint' }, h('span', { text: this.hint }), h('button', { type: 'button', class: 'hint-x', 'aria-label': t('close'), on: { click: gone } }, icon('close')));
  }

  /** show turns this phone to another person or chat. */
  show(userID, chatID, thread = 0) {
    if (this.user !== userID) this.unread.clear();
    if (this.user !== userID || this.chat !== chatID) {
      this.messages = [];
      this.composer.clear();
    }
    this.user = userID;
    this.chat = chatID;
    this.thread = thread;
    this.limit = PAGE;
    this.unread.delete(chatID);
    this.news.clear();
    this.fresh = true;
    this.build();
    this.app.changed();
    this.refresh();
  }

  /** schedule asks for the messages soon; a burst of events asks once. */
  schedule() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.refresh(), 90);
  }

  /** refresh reads the messages of this chat as this person sees them. */
  async refresh() {
    const ask = ++this.asked;
    try {
      const got = await get('/sim/messages', { user: this.user, chat: this.chat });
      if (ask !== this.asked) return;
      this.messages = (got ?? []).filter((m) => !m.deleted);
      this.render();
    } catch (err) {
      if (ask === this.asked && err.status) toast(this, err.message, { bad: true });
    }
  }

  /** visible are the messages of the topic that is looked at. */
  visible() {
    return this.thread ? this.messages.filter((m) => (m.thread ?? 0) === this.thread) : this.messages;
  }

  /** render draws what changed and leaves the rest alone, so that nothing is read out twice. */
  render() {
    const first = this.drawn.size === 0;
    const stay = this.following || this.fresh || first;
    const all = this.visible();
    const items = albums(all.slice(-this.limit));
    const byID = new Map(this.messages.map((m) => [m.message_id, m]));
    const keep = new Map();
    const nodes = [];
    if (all.length > this.limit) nodes.push(h('button', { type: 'button', class: 'earlier', on: { click: () => this.earlier() }, text: t('earlier') }));
    let previous = null;
    let added = 0;
    for (const item of items) {
      const m = item.first;
      if (!previous || dayKey(previous.date) !== dayKey(m.date)) nodes.push(h('p', { class: 'day', text: dayName(m.date) }));
      const view = { own: m.from === this.user, quoted: byID.get(m.reply_to) ?? null, busy: this.busy };
      view.named = !view.own && (!previous || previous.from !== m.from || Boolean(previous.service) || dayKey(previous.date) !== dayKey(m.date));
      const sign = JSON.stringify([item.parts, view.own, view.named, view.quoted && snippet(view.quoted), [...this.busy].filter((k) => k.startsWith(`${keyOf(m)}/`))]);
      const old = this.drawn.get(item.key);
      let el = old?.el;
      if (!old || old.sign !== sign) {
        el = bubble(item, view, this.acts());
        if (!first && !this.fresh) el.classList.add(old ? 'changed' : 'arrived');
        if (!old && !first) added++;
      }
      keep.set(item.key, { el, sign });
      nodes.push(el);
      previous = m;
    }
    this.drawn = keep;
    if (!items.length) nodes.push(h('p', { class: 'empty', text: t('empty') }));
    place(this.rows, nodes);
    this.focusable();
    this.composer.update();
    if (stay || (added && previous?.from === this.user)) this.toBottom();
    else if (added) this.pill.removeAttribute('hidden');
    if (items.length) this.fresh = false;
  }

  acts() {
    this.handlers ??= {
      link: (url) => this.app.follow(this, url),
      command: (text) => this.send({ kind: 'text', text }),
      press: (m, r, c, b, el) => this.press(m, r, c, b, el),
      menu: (m) => this.messageMenu(m),
      picture: (url, alt) => largePicture(this, url, alt),
      jump: (id) => this.jump(id),
      vote: (m, i) => this.act('/sim/vote', { user: this.user, chat: this.chat, message: m.message_id, options: [i] }),
    };
    return this.handlers;
  }

  earlier() {
    const height = this.list.scrollHeight - this.list.scrollTop;
    this.limit += PAGE;
    this.render();
    this.following = false;
    this.list.scrollTop = this.list.scrollHeight - height;
  }

  // Only the person's own scrolling up ends the following; a list that grew has not moved.
  scrolled() {
    const top = this.list.scrollTop;
    if (this.list.scrollHeight - top - this.list.clientHeight < 40) {
      this.following = true;
      this.pill.setAttribute('hidden', '');
    } else if (top < this.lastTop) this.following = false;
    this.lastTop = top;
  }

  toBottom() {
    this.following = true;
    this.pill.setAttribute('hidden', '');
    this.list.scrollTop = this.list.scrollHeight;
    this.lastTop = this.list.scrollTop;
  }

  jump(id) {
    const el = this.list.querySelector(`[data-message="${Number(id)}"]`);
    if (!el) return;
    this.following = false;
    el.scrollIntoView({ block: 'center' });
    el.classList.remove('changed');
    void el.offsetWidth; // lets the animation begin anew
    el.classList.add('changed');
  }

  // Only one bubble is a tab stop; the arrow keys walk along the others.
  focusable() {
    const all = this.list.querySelectorAll('.bubble');
    all.forEach((el, i) => { el.tabIndex = i === all.length - 1 ? 0 : -1; });
  }

  arrows(ev) {
    if (!ev.target.classList.contains('bubble') || !['ArrowUp', 'ArrowDown'].includes(ev.key)) return;
    const all = [...this.list.querySelectorAll('.bubble')];
    const next = all[all.indexOf(ev.target) + (ev.key === 'ArrowUp' ? -1 : 1)];
    if (!next) return;
    ev.preventDefault();
    next.focus();
  }

  messageMenu(m) {
    const mine = m.from === this.user;
    const done = (act) => () => {
      closeSheet(this);
      act();
    };
    const react = (emoji) => this.act('/sim/react', { user: this.user, chat: this.chat, message: m.message_id, emoji });
    const reactions = h('div', { class: 'react-row' }, QUICK.map((e) => h('button', { type: 'button', class: 'react', 'aria-label': t('react', e), on: { click: done(() => react(e)) }, text: e })));
    const rows = choices([
      { label: t('reply'), data: { role: 'reply' }, act: done(() => this.composer.replyTo(m)) },
      mine && !m.media ? { label: t('edit'), data: { role: 'edit' }, act: done(() => this.composer.edit(m)) } : null,
      mine ? { label: t('del'), data: { role: 'delete' }, danger: true, act: done(() => this.act('/sim/delete', { user: this.user, chat: this.chat, message: m.message_id })) } : null,
    ]);
    openSheet(this, `${sender(m).name}: ${snippet(m)}`, h('div', {}, rows, m.message_id ? reactions : null));
  }

  /** act posts something a person does; refusals are shown in this phone. Gives the answer or null. */
  async act(path, body, limit) {
    try {
      const answer = await post(path, body, limit);
      this.schedule();
      return answer ?? {};
    } catch (err) {
      if (!err.late) toast(this, err.message, { bad: true });
      return null;
    }
  }

  /** send says something in this chat as this person. */
  async send(what) {
    this.hint = '';
    this.drawChips();
    return this.act('/sim/say', { user: this.user, chat: this.chat, thread: this.thread || undefined, ...what });
  }

  /** pressKey presses one of the big buttons, or opens the list that it asks to pick from. */
  async pressKey(text) {
    const list = await get('/sim/picker', { user: this.user, chat: this.chat, text }).catch(() => null);
    if (list?.kind) return pickFrom(this, text, list);
    return this.act('/sim/press', { user: this.user, chat: this.chat, text });
  }

  async press(m, row, col, button, el) {
    if (button.url) return this.app.follow(this, button.url);
    const key = `${keyOf(m)}/${row}/${col}`;
    if (this.busy.has(key)) return undefined;
    this.busy.add(key);
    el.classList.add('busy');
    const answer = await this.act('/sim/tap', { user: this.user, chat: this.chat, message: m.message_id, ephemeral: m.ephemeral_id, row, col }, ANSWER_LIMIT);
    this.busy.delete(key);
    el.classList.remove('busy');
    this.schedule();
    if (answer) this.answer(answer);
    return undefined;
  }

  /** answer shows what the bot said to a press. */
  answer({ text, alert, url }) {
    if (text && alert) alertBox(this, text);
    else if (text) toast(this, text);
    if (url) this.app.follow(this, url);
  }

  /** start presses the START button. */
  start() {
    return this.act('/sim/start', { user: this.user, bot: bot().username, payload: '' });
  }

  /** hear takes one event of the log. */
  hear(ev) {
    const here = ev.chat === this.chat && (!isPrivate(ev.chat) || ev.chat === this.user);
    if (ev.kind === 'typing') {
      if (here) this.showTyping(ev);
      return;
    }
    if (here) this.schedule();
    if (ev.kind !== 'message' || !ev.message || ev.message.from === this.user || !chatsOf(this.user).includes(ev.chat)) return;
    if (ev.message.receiver && ev.message.receiver !== this.user) return;
    if (here) this.showTyping(null);
    else if (!this.app.shows(this.user, ev.chat)) {
      this.unread.set(ev.chat, (this.unread.get(ev.chat) ?? 0) + 1);
      this.drawChips();
    }
    if (here) this.news.come();
    this.app.changed();
  }

  showTyping(ev) {
    clearTimeout(this.typingTimer);
    this.typing.textContent = ev ? t('typing', bot().name) : '';
    if (ev) this.typingTimer = setTimeout(() => { this.typing.textContent = ''; }, 5000);
  }

  /** point shows which phone is meant, after somebody asked for it. */
  point() {
    this.news.seen();
    this.el.classList.add('meant');
    clearTimeout(this.pointing);
    this.pointing = setTimeout(() => this.el.classList.remove('meant'), 1600);
  }
}

// place makes a list's children equal to nodes while moving as few as it can:
// untouched bubbles keep their focus, their playing voice and their silence.
function place(list, nodes) {
  const wanted = new Set(nodes);
  for (const old of [...list.childNodes]) if (!wanted.has(old)) old.remove();
  nodes.forEach((node, i) => {
    if (list.childNodes[i] !== node) list.insertBefore(node, list.childNodes[i] ?? null);
  });
}
