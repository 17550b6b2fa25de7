// Pictures, voices, places and whatever else hangs on a message.

import { h, icon } from './dom.js';
import { fileURL } from './api.js';
import { t } from './i18n.js';

const NAMES = {
  photo: 'kPhoto', voice: 'kVoice', video: 'kVideo', video_note: 'kVideoNote', audio: 'kAudio', animation: 'kAnimation',
  document: 'kDocument', sticker: 'kSticker', location: 'kLocation', venue: 'kVenue', contact: 'kContact', poll: 'kPoll',
};

/** mediaName is the word for a kind of attachment in the page's language. */
export function mediaName(kind) {
  return t(NAMES[kind] ?? 'kOther');
}

/** media renders one message's attachment, or null when it has none. on: picture(url, alt), vote(m, option). */
export function media(m, on) {
  switch (m.media) {
    case undefined:
    case null:
    case '':
      return null;
    case 'photo':
      return picture(m, on.picture);
    case 'voice':
    case 'audio':
      return voice(m);
    case 'location':
    case 'venue':
      return place(m);
    case 'sticker':
      return h('div', { class: 'sticker', 'aria-label': t('kSticker'), role: 'img', text: '🙂' });
    case 'contact':
      return contact(m.contact ?? {});
    case 'poll':
      return poll(m, on.vote);
    case 'document':
      return download(m);
    default:
      return slip('file', mediaName(m.media), m.file_name);
  }
}

function picture(m, open) {
  const url = fileURL(m.file_id);
  const img = h('img', { src: url, alt: m.text || t('kPhoto'), decoding: 'async' });
  const frame = h('button', { type: 'button', class: 'photo', on: { click: () => open(url, img.alt) } }, img);
  img.addEventListener('error', () => {
    frame.classList.add('broken');
    frame.disabled = true;
    frame.replaceChildren(icon('image'), h('span', { text: t('noImage') }));
  });
  return frame;
}

// A fixed row of bars per file, so that two voice notes look different.
function wave(seed) {
  const bars = h('span', { class: 'wave', 'aria-hidden': 'true' });
  let n = 7;
  for (const ch of String(seed)) n = (n * 31 + ch.codePointAt(0)) % 9973;
  for (let i = 0; i < 22; i++) {
    n = (n * 137 + 53) % 9973;
    bars.append(h('i', { class: `b${1 + (n % 6)}` }));
  }
  return bars;
}

function voice(m) {
  const label = h('span', { class: 'voice-label', text: mediaName(m.media) });
  const button = h('button', { type: 'button', class: 'voice-play', 'aria-label': t('play') }, icon('play'));
  const box = h('div', { class: 'voice' }, button, wave(m.file_id ?? m.message_id), label);
  let audio = null;
  const face = (playing) => {
    button.replaceChildren(icon(playing ? 'stop' : 'play'));
    button.setAttribute('aria-label', t(playing ? 'stop' : 'play'));
    box.classList.toggle('playing', playing);
  };
  const fail = () => {
    face(false);
    label.textContent = t('noSound');
  };
  button.addEventListener('click', () => {
    if (audio && !audio.paused) {
      audio.pause();
      audio.currentTime = 0;
      face(false);
      return;
    }
    if (!audio) {
      audio = new Audio(fileURL(m.file_id));
      audio.addEventListener('ended', () => face(false));
    }
    face(true);
    audio.play().catch(fail);
  });
  return box;
}

function place(m) {
  const { lat, lon } = m.location ?? {};
  return h('div', { class: 'place' },
    h('span', { class: 'place-map', 'aria-hidden': 'true' }, icon('pin')),
    h('span', { class: 'place-words' },
      h('b', { text: mediaName(m.media) }),
      Number.isFinite(lat) && Number.isFinite(lon) ? h('span', { class: 'coords', text: `${lat.toFixed(5)}, ${lon.toFixed(5)}` }) : null));
}

function contact(c) {
  return slip('person', `${c.first ?? ''} ${c.last ?? ''}`.trim() || t('kContact'), c.phone);
}

function slip(drawing, title, note) {
  return h('div', { class: 'slip' }, icon(drawing), h('span', {}, h('b', { text: title }), note ? h('span', { text: note }) : null));
}

function download(m) {
  return h('a', { class: 'slip', href: fileURL(m.file_id), download: m.file_name || '', rel: 'noopener' }, icon('file'),
    h('span', {}, h('b', { text: m.file_name || t('kDocument') })));
}

function poll(m, vote) {
  const p = m.poll;
  if (!p) return slip('file', t('kPoll'));
  return h('div', { class: 'poll' },
    h('b', { text: p.question }),
    (p.options ?? []).map((text, i) => h('button', { type: 'button', class: 'poll-option', disabled: p.closed, 'aria-label': t('vote', text), data: { option: i }, on: { click: () => vote(m, i) } },
      h('span', { text }), h('span', { class: 'poll-count', text: t('votes', p.votes?.[i] ?? 0) }))),
    p.closed ? h('em', { text: t('pollClosed') }) : null);
}
