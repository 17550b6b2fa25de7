// The page: loads the world, lays out the phones, and keeps them live.

import { h } from './dom.js';
import { listen } from './api.js';
import { t, tIn, setLanguage, language, applyTexts } from './i18n.js';
import { load, world, chat, bot, chatsOf, isPrivate, setZone } from './store.js';
import { Phone } from './phone.js';
import { Clock } from './clock.js';
import { drawTrouble } from './trouble.js';
import { toast, openSheet, closeSheet, choices } from './sheet.js';

const SIZES = [0.95, 1, 1.15, 1.3, 1.5]; // steps of A− and A+; the smallest still has letters of 16 pixels
const LEAST = 244; // pixels that a phone needs to be read, at size 1
const PEEK = 30; // pixels of the next phone, where not all fit, that show there is one
const narrow = window.matchMedia('(max-width: 699px)');
const low = window.matchMedia('(max-height: 899px)');
const QUIET = new Set(['message', 'edit', 'delete', 'reaction', 'toast', 'typing', 'poll', 'pin']); // events that leave people and chats as they are

const $ = (id) => document.getElementById(id);
const all = (role) => document.querySelectorAll(`[data-role="${role}"]`);
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
    if (recall('intro') !== 'seen' && !narrow.matches) this.showIntro(true);
    else $('steps').classList.toggle('solid', recall('intro') !== 'seen');
    for (const p of this.phones) p.refresh();
    this.follower = listen(world().seq ?? 0, { onEvent: (ev) => this.hear(ev), onUp: () => this.up(), onDown: () => this.down() });
  }

  wire() {
    const press = (role, act) => all(role).forEach((el) => el.addEventListener('click', act));
    press('font-smaller', () => this.setSize(this.size - 1));
    press('font-larger', () => this.setSize(this.size + 1));
    press('language-zh', () => this.speak('zh'));
    press('language-en', () => this.speak('en'));
    press('add-phone', () => {
      this.toggleMenu();
      this.addPhone();
    });
    press('more', () => this.toggleMenu());
    press('page-language', () => this.toggleMenu());
    press('steps', () => this.showIntro($('intro').hidden));
    press('dismiss-intro', () => this.showIntro(false));
    press('clock-open', () => $('clock-open').setAttribute('aria-expanded', String($('top').classList.toggle('clock-opened'))));
    press('beyond-left', () => this.turnStage(-1));
    press('beyond-right', () => this.turnStage(1));
    document.addEventListener('click', (ev) => {
      if (!$('menu').hidden && !ev.target.closest('#menu, #more, #lang')) this.toggleMenu();
      if (narrow.matches && !$('intro').hidden && !ev.target.closest('#intro, #steps')) this.showIntro(false);
      // Whoever taps a card's button has understood; on a low screen the cards need the room.
      if (low.matches && !$('intro').hidden && ev.target.closest('[data-button]')) this.showIntro(false);
    });
    $('menu').addEventListener('keydown', (ev) => {
      if (ev.key !== 'Escape') return;
      this.toggleMenu();
      $('more').focus();
    });
    $('stage').addEventListener('scroll', () => this.markTab(), { passive: true });
    new ResizeObserver(() => this.fit()).observe($('stage'));
  }

  /** speak changes the language of the page; the people's own is the demo's. */
  speak(lang) {
    setLanguage(lang);
    remember('lang', language());
    for (const p of this.phones) p.build();
    this.redraw();
  }

  toggleMenu() {
    const box = $('menu');
    box.hidden = !box.hidden;
    for (const id of ['more', 'lang']) $(id).setAttribute('aria-expanded', String(!box.hidden));
    if (!box.hidden) [...box.querySelectorAll('button')].find((b) => b.offsetParent && !b.disabled)?.focus();
  }

  setSize(step) {
    this.size = Math.min(SIZES.length - 1, Math.max(0, step));
    document.documentElement.style.setProperty('--scale', SIZES[this.size]);
    for (const b of all('font-smaller')) b.disabled = this.size === 0;
    for (const b of all('font-larger')) b.disabled = this.size === SIZES.length - 1;
    for (const p of this.phones) p.composer.grow();
    this.fit();
    remember('size', SIZES[this.size]);
  }

  // As many whole phones as can be read side by side, and where that is not all of them, an edge of the next.
  fit() {
    const stage = $('stage');
    const style = getComputedStyle(stage);
    const gap = parseFloat(style.columnGap) || 0;
    const room = stage.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const count = this.phones.length || 1;
    const whole = Math.max(1, Math.min(count, Math.floor((room + gap) / (LEAST * SIZES[this.size] + gap))));
    const edge = whole < count ? gap + PEEK : 0;
    stage.style.setProperty('--phone', `${Math.floor((room - gap * (whole - 1) - edge) / whole)}px`);
    this.markTab();
  }

  turnStage(way) {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    $('stage').scrollBy({ left: way * $('stage').clientWidth * 0.75, behavior: still ? 'instant' : 'smooth' });
  }

  /** redraw writes everything around the phones in the language of now. */
  redraw() {
    applyTexts(document);
    const title = world().info?.title || '回音';
    $('title').textContent = title;
    document.title = title;
    $('lang').title = t('langHint');
    for (const lang of ['zh', 'en']) all(`language-${lang}`)[0].setAttribute('aria-pressed', String(language() === lang));
    drawTrouble($('trouble-buttons'), (text) => this.say(text));
    this.drawIntro();
    this.clock.draw();
    const kept = this.phones.map((p) => p.el);
    const stage = $('stage');
    // Phones stay where they are: taking one out and in again would lose its scroll.
    for (const el of [...stage.children]) if (!kept.includes(el)) el.remove();
    for (const el of kept) if (el.parentNode !== stage) stage.append(el);
    for (const p of this.phones) p.render();
    this.fit();
    this.changed();
  }

  /** showIntro opens or closes the three steps; once closed they stay so. On a narrow screen they wait to be asked for. */
  showIntro(open) {
    if (!open) remember('intro', 'seen');
    $('intro').hidden = !open;
    $('steps').setAttribute('aria-expanded', String(open));
    $('steps').classList.toggle('solid', !open && recall('intro') !== 'seen');
  }

  drawIntro() {
    const group = this.phones.find((p) => !p.private);
    const write = h('button', { type: 'button', class: 'inline-link', data: { role: 'try-order' }, text: t('step1do'), on: { click: () => {
      if (narrow.matches) this.showIntro(false);
      this.goTo(group);
      group.composer.fill(tIn(world().info.lang ?? language(), 'step1text', bot().username));
    } } });
    $('intro-steps').replaceChildren(h('li', {}, t('step1'), ' ', group ? write : null), h('li', { text: t('step2') }), h('li', { text: t('step3') }));
  }

  /** changed redraws the tabs: labels, unread marks, which one is seen. */
  changed() {
    const tab = (p) => {
      const n = p.news.onScreen ? 0 : p.unreadTotal; // what is on the screen says so itself
      return h('button', { type: 'button', class: 'tab', data: { tab: p.index }, on: { click: () => this.goTo(p) } },
        h('span', { text: p.label }), n ? h('b', { class: 'count', text: n, 'aria-label': t('unread', n) }) : null);
    };
    $('tabs').replaceChildren(...this.phones.map(tab));
    this.markTab();
  }

  // The tab of the phone whose middle is nearest to the middle of the stage; tabs only show when not all phones fit.
  markTab() {
    const stage = $('stage');
    const tabs = [...$('tabs').querySelectorAll('[data-tab]')];
    document.documentElement.classList.toggle('overflows', stage.scrollWidth > stage.clientWidth + 4);
    this.markBeyond(stage);
    const middle = stage.scrollLeft + stage.clientWidth / 2;
    let best = 0;
    let distance = Infinity;
    this.phones.forEach((p, i) => {
      const d = Math.abs(p.el.offsetLeft + p.el.offsetWidth / 2 - stage.offsetLeft - middle);
      if (d < distance) [best, distance] = [i, d];
    });
    tabs.forEach((el, i) => el.setAttribute('aria-current', String(i === best)));
    if (!narrow.matches) $('tabs').scrollLeft = ($('tabs').scrollWidth - $('tabs').clientWidth) * (stage.scrollLeft / Math.max(1, stage.scrollWidth - stage.clientWidth));
    const current = tabs[best];
    if (current && best !== this.currentTab) {
      this.currentTab = best;
      if (narrow.matches) $('tabs').scrollTo({ left: current.offsetLeft - $('tabs').clientWidth / 2 + current.offsetWidth / 2 });
    }
  }

  // How many phones are not in view on either side.
  markBeyond(stage) {
    const from = stage.scrollLeft + stage.offsetLeft;
    const left = this.phones.filter((p) => p.el.offsetLeft + p.el.offsetWidth / 2 < from).length;
    const right = this.phones.filter((p) => p.el.offsetLeft + p.el.offsetWidth / 2 > from + stage.clientWidth).length;
    for (const [id, key, n] of [['beyond-left', 'beyondLeft', left], ['beyond-right', 'beyondRight', right]]) {
      $(id).hidden = !n;
      $(id).textContent = t(key, n);
    }
  }

  /** shows tells whether some phone shows this person's chat. */
  shows(userID, chatID) {
    return this.phones.some((p) => p.user === userID && p.chat === chatID);
  }

  goTo(phone) {
    phone.point();
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
