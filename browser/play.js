// Plays one order through the demo's page in a real browser, as people would: the real program, its simulated Telegram and
// Chromium, nothing replaced. It stops at the first thing that is not as it should be.
//
//   node play.js [--binary ../huiyin] [--out DIR] [--chromium /usr/bin/chromium] [--pictures]
//
// --pictures also puts some of the screenshots into docs/images.

import { copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { demo } from './demo.js';
import { PATIENCE, cast, moveTime, must, seesChinese, watch } from './people.js';
import { words } from './words.js';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const { values: options } = parseArgs({ options: {
  binary: { type: 'string', default: join(ROOT, 'huiyin') },
  out: { type: 'string', default: join(ROOT, '.ci', 'out', 'browser') },
  chromium: { type: 'string', default: '/usr/bin/chromium' },
  pictures: { type: 'boolean', default: false },
} });

// What people say, and what the order is then about.
const SAID = {
  zh: { order: '3号楼2单元电梯坏了，老人下不了楼', done: '换了门机板，可以用了', category: '电梯' },
  en: { order: 'The lift in building 3 is stuck, an old lady cannot get down', done: 'New door controller, it runs again', category: 'Lift' },
};

/** play is the order's life, from the sentence in the group to the thanks. */
async function play(page, url, lang, shot) {
  const said = SAID[lang];
  const w = await words(ROOT, lang);
  const p = await cast(page, url, lang);

  if (lang === 'zh') await seesChinese(page);
  await moveTime(page, 'advance-8'); // so that quiet hours never matter, whenever the test runs

  await p.residentInGroup.types(`@${p.bot} ${said.order}`);
  const card = await p.neighbour.sees(/#\d+/, said.category, w('state.offered'), said.order);
  const no = /#\d+/.exec(await card.innerText())[0];
  const asked = await p.workerInGroup.sees(no, said.category, w('state.offered'));
  const first = await asked.getAttribute('data-message');
  await shot('1-asked');

  // Nobody accepts: the unit is reminded at half time, and the grid leader hears of it at the end of it.
  await moveTime(page, 'advance-30m');
  await p.leader.sees(no);
  await p.workerInGroup.seesAnew(first, no, w('state.offered'));
  await shot('2-reminded');

  await p.workerInGroup.taps(w('button.accept'));
  await p.workerInGroup.sees(no, w('state.accepted'));
  await p.worker.sees(no, w('state.accepted'));
  await p.resident.sees(no);
  await p.neighbour.sees(no, w('state.accepted'));
  await p.worker.taps(w('promise.30m'));
  await p.neighbour.sees(no, w('card.eta'));
  await shot('3-accepted');

  await p.worker.taps(w('button.arrive'));
  await p.neighbour.sees(no, w('card.arrived'));
  await p.worker.taps(w('button.finish'));
  await p.worker.sees(w('ask.evidence'));
  await p.worker.sendsPhoto(said.done);
  await p.neighbour.sees(no, w('state.done'));
  const report = await p.resident.sees(no, said.done);
  must(await report.locator('img').count() > 0, 'the resident does not see the photo');
  await shot('4-done');

  await p.resident.taps(w('rating.1'));
  await p.neighbour.sees(no, w('state.closed'), w('rating.1'));
  await p.worker.sees(no, w('rating.1'));
  await shot('5-closed');
  await pick(p, w, shot);
}

/** pick makes somebody a volunteer: ticked in a list, asked, agreed; and gives a code to scan. */
async function pick(p, w, shot) {
  await p.dispatcher.types('/people');
  await p.dispatcher.sees(w('people.who'));
  await p.dispatcher.taps(w('pick.button'));
  await p.dispatcher.taps(w('role.volunteer'));
  await p.dispatcher.sees(w('pick.ask'));
  await p.dispatcher.picks(w('pick.people'), p.resident.user);
  await p.dispatcher.sees(p.resident.name, w('pick.asked'));
  await p.resident.sees(w('pick.offer'));
  await p.resident.taps(w('pick.yes'));
  await p.resident.sees(w('invite.welcome'));
  await p.dispatcher.types('/invite');
  await p.dispatcher.sees(w('invite.role'));
  await p.dispatcher.taps(w('role.volunteer'));
  const invite = await p.dispatcher.sees('start=i_');
  const code = invite.locator('img');
  await code.waitFor();
  must(await code.evaluate((img) => img.decode().then(() => img.naturalWidth > 300)), 'the code is no picture');
  await shot('6-picked');
}

/** run plays once in one language on one size of screen. */
async function run(browser, { lang, width, height, scale = 1 }) {
  console.log(`play in ${lang} at ${width}×${height}`);
  const dir = await mkdtemp(join(tmpdir(), 'huiyin-browser-'));
  const host = await demo(options.binary, lang, dir);
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', colorScheme: 'light' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const wrong = watch(page);
  const shot = async (name) => {
    if (options.pictures) await page.locator('[data-role="toast"]').first().waitFor({ state: 'hidden' });
    await page.screenshot({ path: join(options.out, `${lang}-${width}x${height}-${name}.png`) });
    console.log(`  ${name}`);
  };
  let good = false;
  try {
    await page.goto(host.url);
    await page.locator('[data-screen]').first().waitFor();
    const intro = page.locator('[data-role="dismiss-intro"]');
    if (await intro.isVisible()) await intro.click();
    await play(page, host.url, lang, shot);
    must(!wrong.length, `errors on the page:\n${wrong.join('\n')}`);
    good = true;
  } finally {
    if (!good) await shot('failed').catch(() => {});
    await context.close();
    await host.stop(good);
    await rm(dir, { recursive: true, force: true });
  }
}

// Which screenshots are the pictures of the README and of the ten minutes.
const PICTURES = [['zh-1600x1000-3-accepted.png', 'demo-zh.png'], ['en-390x844-3-accepted.png', 'phone-en.png'],
  ...['zh', 'en'].flatMap((lang) => [['6-picked', 'invite'], ['1-asked', 'asked'], ['4-done', 'done']].map(([shot, name]) => [`${lang}-390x844-${shot}.png`, `${name}-${lang}.png`]))];

/** keepPictures puts the pictures of the documents in their place. */
async function keepPictures() {
  const folder = join(ROOT, 'docs', 'images');
  await mkdir(folder, { recursive: true });
  for (const [from, to] of PICTURES) {
    await copyFile(join(options.out, from), join(folder, to));
    const { size } = await stat(join(folder, to));
    must(size < 400_000, `${to} has ${size} bytes, more than 400,000`);
    console.log(`docs/images/${to}: ${size} bytes`);
  }
}

await rm(options.out, { recursive: true, force: true });
await mkdir(options.out, { recursive: true });
const browser = await chromium.launch({ executablePath: options.chromium, args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
  '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
try {
  await run(browser, { lang: 'zh', width: 1600, height: 1000 });
  await run(browser, { lang: 'zh', width: 390, height: 844 });
  await run(browser, { lang: 'en', width: 390, height: 844, scale: 2 });
  if (options.pictures) await keepPictures();
} finally {
  await browser.close();
}
console.log('all as it should be');
