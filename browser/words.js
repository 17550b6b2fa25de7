// The program's own texts, so that this test never disagrees with them about a word.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * words reads texts/*.LANG.yaml and gives a function from a key to what people see: a string, or where the text has
 * placeholders a pattern in which each of them stands for anything.
 */
export async function words(root, lang) {
  const folder = join(root, 'texts');
  const book = new Map();
  for (const name of await readdir(folder)) {
    if (!name.endsWith(`.${lang}.yaml`)) continue;
    for (const line of (await readFile(join(folder, name), 'utf8')).split('\n')) {
      const found = /^([a-z0-9_.]+): (".*")\s*$/.exec(line);
      if (found) book.set(found[1], JSON.parse(found[2]));
    }
  }
  return (key) => {
    const text = book.get(key);
    if (text === undefined) throw new Error(`texts/ has no ${key} in ${lang}`);
    if (!text.includes('{{')) return text;
    return new RegExp(text.split(/\{\{[^}]*\}\}/).map(literally).join('[^\\n]*'));
  };
}

/** literally makes a text fit for a pattern in which it means itself. */
export function literally(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
