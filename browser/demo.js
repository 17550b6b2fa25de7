// Runs the program's demo on a free port.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { PATIENCE, must } from './people.js';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** demo starts the program and waits for its page. stop(good) ends it, and if all was good so far it must end well, too. */
export async function demo(binary, lang, dir) {
  const port = await freePort();
  const child = spawn(binary, ['demo', '--fresh', '--lang', lang, '--port', String(port), '--dir', dir], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said += chunk; });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  for (const until = Date.now() + PATIENCE; ;) {
    must(child.exitCode === null && Date.now() < until, `the demo did not start:\n${said}`);
    try {
      if ((await fetch(`${url}/clock`)).ok) break;
    } catch {
      // Not yet: the page comes with the program.
    }
    await new Promise((go) => setTimeout(go, 100));
  }
  const stop = async (good) => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    const [code] = await ended;
    clearTimeout(late);
    if (!good) process.stderr.write(said);
    else must(code === 0, `the demo ended with ${code}:\n${said}`);
  };
  return { url, stop };
}
