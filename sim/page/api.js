// Calls to the simulator's control API.

/** ApiError carries the server's plain words and the HTTP status (0: no answer at all); late: we stopped waiting. */
export class ApiError extends Error {
  constructor(message, status, late = false) {
    super(message);
    this.status = status;
    this.late = late;
  }
}

async function call(path, init) {
  let res;
  try {
    res = await fetch(path, { cache: 'no-store', ...init });
  } catch (cause) {
    throw new ApiError(String(cause.message || cause), 0, cause.name === 'AbortError');
  }
  const body = await res.text().catch(() => '');
  let value = null;
  try {
    value = body ? JSON.parse(body) : null;
  } catch {
    // Not JSON: only possible for an error page; the status says enough.
  }
  if (!res.ok) throw new ApiError((value && value.error) || `${res.status} ${res.statusText}`, res.status);
  return value;
}

/** get reads JSON; params with no value are left out. */
export function get(path, params = {}) {
  const query = new URLSearchParams();
  for (const [k, v] of Object.entries(params)) if (v !== undefined && v !== null) query.set(k, v);
  const tail = query.toString();
  return call(tail ? `${path}?${tail}` : path);
}

/** post sends JSON and reads JSON; limit is how many milliseconds to wait, none if left out. */
export async function post(path, body, limit) {
  const stop = new AbortController();
  const timer = limit ? setTimeout(() => stop.abort(), limit) : 0;
  try {
    return await call(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body ?? {}), signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** fileURL is where the bytes of a photo, voice note or document are. */
export function fileURL(id) {
  return `/sim/file/${encodeURIComponent(id)}`;
}

/**
 * listen follows the event log from number `after` on, for ever: when the stream
 * breaks it comes back with growing pauses, asking only for what was missed.
 */
export function listen(after, { onEvent, onUp, onDown }) {
  let last = after;
  let pause = 800;
  let source = null;
  const take = (raw) => {
    let ev;
    try {
      ev = JSON.parse(raw.data);
    } catch {
      return;
    }
    if (typeof ev.seq !== 'number') return;
    if (ev.seq <= last) return;
    last = ev.seq;
    onEvent(ev);
  };
  const open = () => {
    source = new EventSource(`/sim/events?after=${last}`);
    source.onopen = () => {
      pause = 800;
      onUp();
    };
    source.onmessage = take;
    source.onerror = () => {
      source.close();
      onDown();
      setTimeout(open, pause);
      pause = Math.min(pause * 2, 10000);
    };
  };
  open();
  return {
    /** rewind: a server started anew counts from lower numbers; follow it from there. */
    rewind(seq) {
      if (seq >= last) return;
      last = seq;
      source.close();
      open();
    },
  };
}
