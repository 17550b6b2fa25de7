// What came into the chat that a phone shows and nobody has seen yet: a small count in its heading.

import { h } from './dom.js';
import { t } from './i18n.js';

const SEEN_AFTER = 8000; // milliseconds on the screen after which a message counts as seen

export class News {
  constructor(phone) {
    this.phone = phone;
    this.count = 0;
    this.onScreen = false;
  }

  /** watch begins to look whether somebody looks at the phone. */
  watch() {
    for (const sign of ['pointerenter', 'pointerdown', 'focusin']) this.phone.el.addEventListener(sign, () => this.seen());
    new IntersectionObserver(([entry]) => {
      this.onScreen = entry.isIntersecting;
      this.draw();
      this.phone.app.changed();
    }, { threshold: 0.6 }).observe(this.phone.el);
  }

  /** badge makes the count for a heading that is drawn anew. */
  badge() {
    this.el = h('b', { class: 'count', data: { role: 'news' } });
    this.draw();
    return this.el;
  }

  /** come counts a message, unless somebody sees it come. */
  come() {
    if (this.watched()) return;
    this.count++;
    this.draw();
  }

  // Somebody watches the phone under their pointer or their typing, and the only one that is on the screen.
  watched() {
    if (document.hidden || !this.phone.following) return false;
    return this.phone.el.matches(':hover, :focus-within') || (this.onScreen && !this.phone.app.phones.some((p) => p !== this.phone && p.news.onScreen));
  }

  draw() {
    this.el.hidden = !this.count;
    this.el.textContent = this.count;
    this.el.setAttribute('aria-label', t('newHere', this.count));
    clearTimeout(this.seeing);
    if (this.count && this.onScreen) this.seeing = setTimeout(() => (document.hidden || !this.phone.following ? this.draw() : this.seen()), SEEN_AFTER);
  }

  /** seen takes the count away and has the tabs drawn anew. */
  seen() {
    if (!this.count) return;
    this.clear();
    this.draw();
    this.phone.app.changed();
  }

  /** clear forgets the count: the phone shows another chat. */
  clear() {
    this.count = 0;
  }
}
