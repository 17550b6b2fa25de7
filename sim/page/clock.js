// The bar that shows the program's time and moves it on.

import { get, post } from './api.js';
import { t, language } from './i18n.js';
import { setZone, hhmm, dayName } from './store.js';

const LOOK = 10000; // milliseconds between looks at the clock when nothing happens
const RUN = 400; // the same while time is being moved

export class Clock {
  /** zoneKnown is called once, when the program's time zone is first heard of. */
  constructor(bar, { onAdvanced, onError, zoneKnown }) {
    this.bar = bar;
    this.text = bar.querySelector('#clock-text');
    this.buttons = [...bar.querySelectorAll('[data-role^=advance]')];
    this.on = { onAdvanced, onError, zoneKnown };
    this.running = false;
    const bodies = { 'advance-30m': { minutes: 30 }, 'advance-4h': { minutes: 240 }, 'advance-8': { until: '08:00' } };
    for (const b of this.buttons) b.addEventListener('click', () => this.advance(bodies[b.dataset.role]));
  }

  /** start looks at the clock from now on; a host without one answers 404 and gets no bar. */
  async start() {
    try {
      this.show(await get('/clock'));
      this.bar.hidden = false;
    } catch (err) {
      if (err.status === 404) return;
    }
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), this.running || this.busy ? RUN : LOOK);
  }

  /** look reads the clock once and plans the next look. */
  async look() {
    try {
      if (!document.hidden) this.show(await get('/clock'));
      this.bar.hidden = false;
    } catch {
      // The page says elsewhere that the simulator is gone.
    }
    this.later();
  }

  /** show writes a reading {now, text, busy}. */
  show(reading) {
    if (!reading) return;
    this.last = reading;
    this.busy = Boolean(reading.busy);
    const first = !this.zoned;
    this.zoned = true;
    setZone(reading.now);
    if (first) this.on.zoneKnown();
    this.draw();
  }

  /** draw writes the last reading in the page's language. */
  draw() {
    if (this.last) {
      this.text.dateTime = this.last.now;
      this.text.textContent = language() === 'en' || !this.last.text ? `${dayName(this.last.now)} ${hhmm(this.last.now)}` : this.last.text;
    }
    const going = this.running || this.busy;
    document.documentElement.classList.toggle('time-runs', Boolean(going));
    this.bar.setAttribute('aria-busy', String(Boolean(going)));
    this.bar.querySelector('.clock-label').textContent = t(going ? 'running' : 'clockLabel');
    for (const b of this.buttons) b.disabled = Boolean(going);
  }

  async advance(body) {
    if (this.running) return;
    this.running = true;
    this.draw();
    this.later();
    try {
      const reading = await post('/clock/advance', body);
      this.running = false;
      this.show(reading);
      this.on.onAdvanced(this.text.textContent);
    } catch (err) {
      this.on.onError(err.message);
    } finally {
      this.running = false;
      this.draw();
      this.later();
    }
  }
}
