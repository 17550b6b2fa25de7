// The page: loads the world, lays out the phones, and keeps them live.

import { h } from './dom.js';
import { listen } from './api.js';
import { t, tIn, setLanguage, language, applyTexts } from './i18n.js';
import { load, world, chat, bot, chatsOf, isPrivate, setZone } from './store.js';
import { Phone } from './phone.js';
import { Clock } from './clock.js';
import { drawTrouble } from './trouble.js';
import { toast, openSheet, closeSheet, choices } from './sheet.js';

const SIZES = [0.88, 1, 1.15, 1.3, 1.5]; // steps of A− and A+
const QUIET = new Set(['message', 'edit', 'delete', 'reaction', 'toast', 'typing', 'poll', 'pin']); // events that leave people and chats as they are

const $ = (id) => document.getElementById(id);
const remember = (key, value) => { try { localStorage.setItem(`huiyin.${key}`, value); } catch { /* private browsing: not remembered */ } };
const recall = (key) => { try { return localStorage.getItem(`huiyin.${key}`); } catch { return null; } };

class App {
  constructor() {
    this.phones = [];
    this.size = Math.max(0, SIZES.indexOf(Number(recall('size') ?? 1)));
    this.clock = new Clock($('clock'), {
      onAdvanced: (text) => { $('say').textContent = t('nowIs', text); },
      onError: (text) => this.say(text, true),
      zoneKnown: () => this.redraw(),
    });
  }

  async boot() {
    setLanguage(recall('lang') ?? document.documentElement.lang);
    applyTexts(document);
    try {
      const state = await load();
      setZone(state.now);
      setLanguage(new URLSearchParams(location.search).get('lang') ?? recall('lang') ?? state.info.lang ?? 'zh');
    } catch (err) {
      $('stage').replaceChildren(h('div', { class: 'failed' }, h('p', { text: t('loadFailed', err.message) }), h('button', { type: 'button', class: 'btn solid', text: t('retry'), on: { click: () => location.reload() } })));
      return;
    }
    this.wire();
    this.setSize(this.size);
    await this.clock.start();
    const screens = world().screens.length ? world().screens : world().users.slice(0, 4).map((u) => ({ user: u.id, chat: u.id }));
    this.phones = screens.map((s, i) => new Phone(this, i, s));
    this.redraw();
    for (const p of this.phones) p.refresh();
    this.follower = listen(world().seq ?? 0, { onEvent: (ev) => this.hear(ev), onUp: () => this.up(), onDown: () => this.down() });
  }

  wire() {
    $('font-less').addEventListener('click', () => this.setSize(this.size - 1));
    $('font-more').addEventListener('click', () => this.setSize(this.size + 1));
    $('lang').addEventListener('click', () => {
      setLanguage(language() === 'zh' ? 'en' : 'zh');
      remember('lang', language());
      for (const p of this.phones) p.build();
      this.redraw();
    });
    $('more').addEventListener('click', () => this.toggleTrouble());
    document.addEventListener('click', (ev) => {
      if (!$('trouble').hidden && !ev.target.closest('#trouble, #more')) this.toggleTrouble();
    });
    $('trouble').addEventListener('keydown', (ev) => {
      if (ev.key !== 'Escape') return;
      this.toggleTrouble();
      $('more').focus();
    });
    $('intro-close').addEventListener('click', () => {
      remember('intro', 'seen');
      $('intro').hidden = true;
    });
    $('stage').addEventListener('scroll', () => this.markTab(), { passive: true });
    new ResizeObserver(() => this.markTab()).observe($('stage'));
  }

  toggleTrouble() {
    const box = $('trouble');
    box.hidden = !box.hidden;
    $('more').setAttribute('aria-expanded', String(!box.hidden));
    if (!box.hidden) box.querySelector('button').focus();
  }

  setSize(step) {
    this.size = Math.min(SIZES.length - 1, Math.max(0, step));
    document.documentElement.style.setProperty('--scale', SIZES[this.size]);
    $('font-less').disabled = this.size === 0;
    $('font-more').disabled = this.size === SIZES.length - 1;
    for (const p of this.phones) p.composer.grow();
    remember('size', SIZES[this.size]);
  }

  /** redraw writes everything around the phones in the language of now. */
  redraw() {
    applyTexts(document);
    const title = world().info?.title || '回音';
    $('title').textContent = title;
    document.title = title;
    $('lang').textContent = t('otherLang');
    $('lang').setAttribute('aria-label', t('otherLangLabel'));
    drawTrouble($('trouble-buttons'), (text) => this.say(text));
    this.drawIntro();
    this.clock.draw();
    const add = h('button', { type: 'button', class: 'add-phone', data: { role: 'add-phone' }, 'aria-label': t('addPhoneLabel'), on: { click: () => this.addPhone() } }, h('span', { text: '+' }), t('addPhone'));
    const kept = this.phones.map((p) => p.el);
    const stage = $('stage');
    // Phones stay where they are: taking one out and in again would lose its scroll.
    for (const el of [...stage.children]) if (!kept.includes(el)) el.remove();
    for (const el of kept) if (el.parentNode !== stage) stage.append(el);
    if (kept.length) stage.append(add);
    for (const p of this.phones) p.render();
    this.changed();
  }

  drawIntro() {
    $('intro').hidden = recall('intro') === 'seen' || !this.phones.length;
    const group = this.phones.find((p) => !p.private);
    const write = h('button', { type: 'button', class: 'inline-link', data: { role: 'try-order' }, text: t('step1do'), on: { click: () => {
      this.goTo(group);
      group.composer.fill(tIn(world().info.lang ?? language(), 'step1text', bot().username));
    } } });
    $('intro-steps').replaceChildren(h('li', {}, t('step1'), ' ', group ? write : null), h('li', { text: t('step2') }), h('li', { text: t('step3') }));
  }

  /** changed redraws the tabs: labels, unread marks, which one is seen. */
  changed() {
    const tab = (p) => {
      const n = p.unreadTotal;
      return h('button', { type: 'button', class: 'tab', data: { tab: p.index }, on: { click: () => this.goTo(p) } },
        h('span', { text: p.label }), n ? h('b', { class: 'count', text: n, 'aria-label': t('unread', n) }) : null);
    };
    const add = h('button', { type: 'button', class: 'tab add', 'aria-label': t('addPhoneLabel'), on: { click: () => this.addPhone() }, text: '+' });
    $('tabs').replaceChildren(...this.phones.map(tab), add);
    this.markTab();
  }

  // The tab of the phone whose middle is nearest to the middle of the stage; tabs only show when not all phones fit.
  markTab() {
    const stage = $('stage');
    const tabs = [...$('tabs').querySelectorAll('[data-tab]')];
    document.documentElement.classList.toggle('overflows', stage.scrollWidth > stage.clientWidth + 4);
    const middle = stage.scrollLeft + stage.clientWidth / 2;
    let best = 0;
    let distance = Infinity;
    this.phones.forEach((p, i) => {
      const d = Math.abs(p.el.offsetLeft + p.el.offsetWidth / 2 - stage.offsetLeft - middle);
      if (d < distance) [best, distance] = [i, d];
    });
    tabs.forEach((el, i) => el.setAttribute('aria-current', String(i === best)));
    const current = tabs[best];
    if (current && best !== this.currentTab) {
      this.currentTab = best;
      $('tabs').scrollTo({ left: current.offsetLeft - $('tabs').clientWidth / 2 + current.offsetWidth / 2 });
    }
  }

  /** shows tells whether some phone shows this person's chat. */
  shows(userID, chatID) {
    return this.phones.some((p) => p.user === userID && p.chat === chatID);
  }

  goTo(phone) {
    phone.glow();
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    phone.el.scrollIntoView({ inline: 'center', block: 'nearest', behavior: still ? 'instant' : 'smooth' });
  }

  addPhone() {
    const shown = new Set(this.phones.map((p) => p.user));
    const someone = world().users.find((u) => !shown.has(u.id)) ?? world().users[0];
    if (!someone) return;
    const index = Math.max(-1, ...this.phones.map((p) => p.index)) + 1;
    const phone = new Phone(this, index, { user: someone.id, chat: someone.id });
    this.phones.push(phone);
    this.redraw();
    phone.refresh();
    this.goTo(phone);
  }

  remove(phone) {
    this.phones = this.phones.filter((p) => p !== phone);
    this.redraw();
  }

  /** follow opens a link for a phone's person: t.me inside, the rest in a new tab. */
  async follow(phone, url) {
    let address;
    try {
      address = new URL(/^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`);
    } catch {
      return toast(phone, t('linkBad'), { bad: true });
    }
    if (!['t.me', 'telegram.me', 'telegram.dog'].includes(address.hostname.replace(/^www\./, '')) && address.protocol !== 'tg:') {
      if (['http:', 'https:'].includes(address.protocol)) window.open(address.href, '_blank', 'noopener,noreferrer');
      else toast(phone, t('linkBad'), { bad: true });
      return undefined;
    }
    if (address.searchParams.has('startgroup')) return this.inviteBot(phone, address.href);
    if (await phone.act('/sim/open', { user: phone.user, url: address.href })) {
      await this.reload();
      phone.show(phone.user, phone.user);
    }
    return undefined;
  }

  // A startgroup link asks into which of the person's groups the bot should come.
  inviteBot(phone, url) {
    const groups = chatsOf(phone.user).filter((id) => !isPrivate(id) && !chat(id).members.some((m) => m.bot));
    const go = async (id) => {
      closeSheet(phone);
      if (!(await phone.act('/sim/open', { user: phone.user, url, chat: id }))) return;
      await this.reload();
      if (id) phone.show(phone.user, id);
    };
    if (groups.length < 2) return go(groups[0]);
    return openSheet(phone, t('pickGroup'), choices(groups.map((id) => ({ label: chat(id).title, act: () => go(id) }))));
  }

  hear(ev) {
    for (const p of this.phones) p.hear(ev);
    if (QUIET.has(ev.kind) && this.known(ev)) return;
    clearTimeout(this.reloadSoon);
    this.reloadSoon = setTimeout(() => this.reload(), 150);
  }

  // A message in a chat that was never heard of, or from somebody who only now pressed START.
  known(ev) {
    if (!ev.chat || !isPrivate(ev.chat)) return !ev.chat || Boolean(chat(ev.chat));
    return Boolean(world().users.find((u) => u.id === ev.chat)?.started);
  }

  /** reload reads people and chats again and tells the phones. */
  async reload() {
    try {
      await load();
    } catch {
      return;
    }
    for (const p of this.phones) {
      const moved = chat(p.chat)?.migrated_to;
      if (moved) p.show(p.user, moved);
      else if (!chatsOf(p.user).includes(p.chat) && !chat(p.chat)) p.show(p.user, p.user);
      else {
        p.drawHead();
        p.drawChips();
        p.composer.update();
      }
    }
  }

  async up() {
    if ($('offline').hidden) return;
    $('offline').hidden = true;
    await this.reload();
    this.follower.rewind(world().seq ?? 0);
    for (const p of this.phones) p.refresh();
  }

  down() {
    $('offline').hidden = false;
  }

  /** say tells the person something: aloud, and in the phone that is seen. */
  say(text, bad = false) {
    $('say').textContent = text;
    const phone = this.phones[this.currentTab ?? 0];
    if (phone) toast(phone, text, { bad });
  }
}

new App().boot();
