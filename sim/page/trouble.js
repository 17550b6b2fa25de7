// The tucked-away menu of faults, to watch that no order gets lost.

import { h } from './dom.js';
import { post } from './api.js';
import { t } from './i18n.js';

const SECOND = 1e9; // the server counts durations in nanoseconds

const FAULTS = [
  { key: 'f429', body: { kind: '429', every: 2, retry_after: 5 * SECOND } },
  { key: 'fdown', body: { kind: 'down' } },
  { key: 'f502', body: { kind: '502html' } },
];

/** drawTrouble fills the menu; say(text, bad) tells the person what happened. */
export function drawTrouble(box, say) {
  const run = async (act, words, on) => {
    try {
      await act();
      document.documentElement.classList.toggle('in-trouble', on);
      say(words);
    } catch (err) {
      say(err.message);
    }
  };
  const button = (key, role, act, cls) => h('button', { type: 'button', class: cls, data: { role }, on: { click: act }, text: t(key) });
  box.replaceChildren(
    ...FAULTS.map((f) => button(f.key, `fault-${f.body.kind}`, () => run(() => post('/sim/fault', f.body), t('faultOn', t(f.key)), true), 'btn')),
    button('fclear', 'fault-clear', () => run(() => post('/sim/faults/clear', {}), t('faultOff'), false), 'btn solid'));
}
