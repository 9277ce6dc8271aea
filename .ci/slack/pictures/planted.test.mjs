// Drawing fails where it must: a picture that leaves something out would look just as good.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
test.after(() => rmSync(folder, { recursive: true }));

const plain = (text) => ({ type: 'plain_text', text, emoji: false });
const planted = {
  'good': [[{ type: 'header', text: plain('INV-123 · Synced') }], /^$/],
  'block': [[{ type: 'sektion', text: plain('x') }], /^block: sektion is unknown to the renderer$/m],
  'element': [[{ type: 'actions', elements: [{ type: 'knob' }] }], /^element: knob is unknown to the renderer$/m],
  'word': [[{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'sound' }] }] }], /^word: sound is unknown to the renderer$/m],
  'person': [[{ type: 'section', text: { type: 'mrkdwn', text: '<@U9>' } }], /^person: nobody is called U9/m],
  'emoji': [[{ type: 'section', text: { type: 'mrkdwn', text: 'a :smile:' } }], /^emoji: the emoji  ?:smile: is unknown/m],
  'label': [[{ type: 'actions', elements: [{ type: 'button', text: plain('x'.repeat(60)) }] }], /^label: does not fit the screen: button "xxx/m],
};

test('what is planted is reported, and nothing else', async () => {
  const pictures = Object.keys(planted).map((name) => ({ name, on: 'phone', frame: 'channel', goldens: [name] }));
  writeFileSync(join(folder, 'shelf'), JSON.stringify({ people: {}, pictures }));
  for (const [name, [blocks]] of Object.entries(planted)) writeFileSync(join(folder, `${name}.json`), JSON.stringify({ text: 'x', blocks }));
  const here = (name) => fileURLToPath(new URL(name, import.meta.url));
  const said = await new Promise((resolve) => execFile('node', [here('../../pictures/draw.mjs'), here('.'), join(folder, 'shelf'), folder, folder], (error, out) => resolve(`${error?.code}\n${out}`)));
  assert.match(said, /^1\n/);
  assert.doesNotMatch(said, /^good:/m);
  for (const [name, [, sentence]] of Object.entries(planted)) if (name !== 'good') assert.match(said, sentence);
});
