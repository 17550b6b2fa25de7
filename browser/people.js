// The people who sit before the page: what they see, type and tap.

import { literally } from './words.js';

/** PATIENCE is how many milliseconds something may take until it counts as missing; a reminder alone waits 20 s for others. */
export const PATIENCE = 60_000;

const MOVING = 60_000; // the same while time is moved on

/** must stops the test with a sentence. */
export function must(good, what) {
  if (!good) throw new Error(what);
}

/**
 * Phone is one person looking at one chat. The page may show just that already; otherwise the chat is chosen on one of the
 * person's phones by its chip.
 */
class Phone {
  constructor(page, user, chat, name) {
    Object.assign(this, { page, user, chat, name });
  }

  async look() {
    const wanted = this.page.locator(`[data-screen][data-user="${this.user}"][data-chat="${this.chat}"]`).first();
    if (!(await wanted.count())) {
      const other = this.page.locator(`[data-screen][data-user="${this.user}"]`).first();
      must(await other.count(), `the page has no phone of ${this.name}`);
      await this.bring(other);
      await other.locator(`[data-open-chat="${this.chat}"]`).click();
      await wanted.waitFor();
    }
    await this.bring(wanted);
    return wanted;
  }

  // Where not all phones fit, a tab brings the one that is meant.
  async bring(el) {
    const tab = this.page.locator(`[data-tab="${await el.getAttribute('data-screen')}"]`);
    if (await tab.isVisible()) await tab.click();
    await this.page.waitForFunction((phone) => {
      const box = phone.getBoundingClientRect();
      return box.left < innerWidth - 40 && box.right > 40;
    }, await el.elementHandle());
  }

  /** sees waits until one message has all the words, and gives the newest that has. */
  async sees(...wanted) {
    return this.seesAnew('', ...wanted);
  }

  /** seesAnew waits for another message than the one with this number. */
  async seesAnew(before, ...wanted) {
    const el = await this.look();
    let found = el.locator(`.msg[data-message]:not([data-message="${before}"])`);
    for (const w of wanted) found = found.filter({ hasText: w instanceof RegExp ? w : new RegExp(literally(w)) });
    try {
      await found.last().waitFor({ state: 'attached' });
    } catch (cause) {
      throw new Error(`${this.name} does not see ${wanted.join(' + ')}, but:\n${await el.innerText()}`, { cause });
    }
    return found.last();
  }

  /** types writes into the box and sends it. */
  async types(text) {
    const el = await this.look();
    await el.locator('[data-role="text"]').fill(text);
    await el.locator('[data-role="send"]').click();
  }

  /** taps presses the newest button with this text. */
  async taps(text) {
    const el = await this.look();
    const button = el.locator(`[data-button="${text}"]`).last();
    try {
      await button.waitFor();
    } catch (cause) {
      throw new Error(`${this.name} has no button [${text}], but:\n${await el.innerText()}`, { cause });
    }
    await button.click();
  }

  /** picks presses a big button that opens a list, and ticks people there. */
  async picks(key, ...ids) {
    const el = await this.look();
    const button = el.locator(`[data-key="${key}"]`);
    await button.waitFor({ state: 'attached' });
    if (!(await button.isVisible())) await el.locator('[data-role="toggle-keys"]').click();
    await button.click();
    for (const id of ids) await el.locator(`input[data-pick="${id}"]`).check();
    await el.locator('[data-role="picked"]').click();
  }

  /** sendsPhoto takes the photo from the menu behind the plus; the words in the box become its caption. */
  async sendsPhoto(caption) {
    const el = await this.look();
    await el.locator('[data-role="text"]').fill(caption);
    await el.locator('[data-role="attach"]').click();
    await el.locator('[data-role="attach-photo"]').click();
  }
}

// The demo's people, as they are called in each language.
const NAMES = {
  zh: { resident: '小李', neighbour: '王奶奶', worker: '赵师傅', leader: '孙网格长', dispatcher: '周调度' },
  en: { resident: 'Xiao Li', neighbour: 'Grandma Wang', worker: 'Master Zhao', leader: 'Sun the grid leader', dispatcher: 'Zhou the dispatcher' },
};

/** cast finds the people and their chats by name in what the page itself is told. */
export async function cast(page, url, lang) {
  const state = await (await fetch(`${url}/sim/state`)).json();
  const id = (role) => {
    const called = NAMES[lang][role];
    const u = state.users.find((x) => [x.first, x.last].filter(Boolean).join(' ') === called);
    must(u, `nobody is called ${called}`);
    return u.id;
  };
  const residents = state.screens.find((s) => s.user === id('neighbour') && s.chat !== s.user)?.chat;
  const unit = state.screens.find((s) => s.user === id('worker') && s.chat !== s.user)?.chat;
  must(residents && unit, 'no phone shows the residents\' group, or none the unit\'s');
  const phone = (role, chat) => new Phone(page, id(role), chat, NAMES[lang][role]);
  return {
    bot: state.bots[0].username,
    residentInGroup: phone('resident', residents),
    resident: phone('resident', id('resident')),
    neighbour: phone('neighbour', residents),
    workerInGroup: phone('worker', unit),
    worker: phone('worker', id('worker')),
    leader: phone('leader', id('leader')),
    dispatcher: phone('dispatcher', id('dispatcher')),
  };
}

/** moveTime presses one of the buttons beside the clock and waits until the time stands again. */
export async function moveTime(page, role) {
  const clock = page.locator('#clock-text');
  const before = await clock.getAttribute('datetime');
  const button = page.locator(`[data-role="${role}"]`);
  const folded = !(await button.isVisible()); // on a narrow screen the time opens them
  if (folded) await page.locator('[data-role="clock-open"]').click();
  await button.click();
  await page.waitForFunction(([el, was, button]) => el.dateTime !== was && !document.querySelector(button).disabled,
    [await clock.elementHandle(), before, `[data-role="${role}"]`], { timeout: MOVING });
  if (folded) await page.locator('[data-role="clock-open"]').click();
}

/**
 * seesChinese proves that Chinese characters, and the signs on the cards, are drawn as such. Where no font has a character,
 * Chromium draws the same empty box for each of them. So each character, photographed on the page in the page's own font, must look different from a
 * code point that nobody has assigned, and from every other character.
 */
export async function seesChinese(page) {
  const unassigned = '\u0378';
  await page.evaluate(() => {
    const box = document.createElement('div');
    box.id = 'glyph';
    Object.assign(box.style, { position: 'fixed', left: '0', top: '0', width: '48px', height: '48px', zIndex: '9999', font: 'inherit',
      fontSize: '36px', lineHeight: '48px', color: 'black', background: 'white', overflow: 'hidden' });
    document.body.append(box);
  });
  const seen = new Map();
  for (const letter of [unassigned, ...'回音工单接办结居民📍👀✅']) {
    await page.evaluate((text) => { document.getElementById('glyph').textContent = text; }, letter);
    const picture = (await page.locator('#glyph').screenshot()).toString('base64');
    const twin = seen.get(picture);
    must(!twin, `“${letter}” looks like ${twin === unassigned ? 'a missing character' : twin}: are a Chinese font and one with emoji installed?`);
    seen.set(picture, letter);
  }
  await page.evaluate(() => document.getElementById('glyph').remove());
}

/** watch notes everything that somebody with the developer tools open would call an error. */
export function watch(page) {
  const wrong = [];
  page.on('console', (m) => m.type() === 'error' && wrong.push(`console: ${m.text()}`));
  page.on('pageerror', (err) => wrong.push(`exception: ${err.message}`));
  page.on('response', (r) => r.status() >= 400 && wrong.push(`${r.status()} ${r.url()}`));
  return wrong;
}
