// What the page knows about the small world: people, chats, bots and the time zone.

import { get } from './api.js';
import { t, language } from './i18n.js';

let state = { bots: [], users: [], chats: [], screens: [], info: {} };
let zone = null; // minutes east of UTC; null: the browser's own

/** load reads /sim/state. */
export async function load() {
  const got = await get('/sim/state');
  state = { ...got };
  for (const key of ['bots', 'users', 'chats', 'screens']) state[key] = got[key] ?? [];
  state.info = got.info ?? {};
  return state;
}

/** world is the state that was last read. */
export function world() {
  return state;
}

/** user finds a person by id. */
export function user(id) {
  return state.users.find((u) => u.id === id);
}

/** chat finds a group by id; private chats have none. */
export function chat(id) {
  return state.chats.find((c) => c.id === id);
}

/** bot is the program's own bot: the first one. */
export function bot() {
  return state.bots[0] ?? { username: '', name: t('robot') };
}

/** userName joins a person's names. */
export function userName(id) {
  const u = user(id);
  if (!u) return t('unknownPerson');
  if (u.last && isHan(u.last)) return u.last + (u.first ?? '');
  return [u.first, u.last].filter(Boolean).join(' ') || u.username || String(id);
}

// Chinese names put the family name first and have no space between.
function isHan(text) {
  return /^\p{Script=Han}+$/u.test(text);
}

/** sender says who wrote a message: {name, bot}; an anonymous admin writes as the group. */
export function sender(m) {
  if (m.from < 0) return { name: chat(m.from)?.title ?? t('admins'), bot: false };
  if (m.bot) {
    const known = state.bots.find((b) => b.id === m.from);
    return { name: m.name || known?.name || bot().name, bot: true };
  }
  return { name: user(m.from) ? userName(m.from) : m.name || t('unknownPerson'), bot: false };
}

/** chatTitle is what a person's phone writes above a chat. */
export function chatTitle(id) {
  return chat(id)?.title ?? t('privateWith', bot().name || bot().username);
}

/** isPrivate: a private chat carries the person's own id, which is above zero. */
export function isPrivate(id) {
  return id > 0;
}

/** chatsOf lists the chats a person can look at: the bot first, then the groups. */
export function chatsOf(userID) {
  const groups = state.chats.filter((c) => !c.migrated_to && (c.members ?? []).some((m) => m.id === userID));
  return [userID, ...groups.map((c) => c.id)];
}

/** member is a person's entry in a group's list, undefined when not in it. */
export function member(userID, chatID) {
  return chat(chatID)?.members?.find((m) => m.id === userID);
}

/**
 * setZone takes the offset of a program's time ("…+08:00"), so that all phones
 * show the same wall clock as the program, wherever the browser is.
 */
export function setZone(rfc3339) {
  const m = /([+-])(\d\d):(\d\d)$/.exec(rfc3339 ?? '');
  if (m) zone = (m[1] === '-' ? -1 : 1) * (Number(m[2]) * 60 + Number(m[3]));
  else if (/Z$/.test(rfc3339 ?? '')) zone = 0;
}

// A date whose UTC fields are the wall clock's.
function wall(rfc3339) {
  const at = new Date(rfc3339);
  const offset = zone ?? -at.getTimezoneOffset();
  return new Date(at.getTime() + offset * 60000);
}

/** hhmm is the time of day, "08:05". */
export function hhmm(rfc3339) {
  const d = wall(rfc3339);
  if (Number.isNaN(d.getTime())) return '';
  return `${String(d.getUTCHours()).padStart(2, '0')}:${String(d.getUTCMinutes()).padStart(2, '0')}`;
}

/** dayKey is equal for two times on the same day. */
export function dayKey(rfc3339) {
  const d = wall(rfc3339);
  return Number.isNaN(d.getTime()) ? '' : d.toISOString().slice(0, 10);
}

/** dayName is a day in the page's language: "11月23日 周一" or "Mon 23 Nov". */
export function dayName(rfc3339) {
  const d = wall(rfc3339);
  if (Number.isNaN(d.getTime())) return '';
  const one = (options) => new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'UTC', ...options }).format(d);
  if (language() === 'en') return one({ weekday: 'short', day: 'numeric', month: 'short' });
  return `${one({ month: 'long', day: 'numeric' })} ${one({ weekday: 'short' })}`;
}
