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

const says = (description) => ({ embeds: [{ title: '641 · Synced', description }] });
const row = (...buttons) => ({ content: 'x', components: [{ type: 1, components: buttons }] });
const planted = {
  'good': [says('1. **To do:** a \\*star\\* at <t:1795475160:t>\n```\n*as it is*\n```\n[guide](https://example.com)'), /^$/],
  'key': [{ content: 'x', poll: {} }, /^key: poll is unknown to the renderer$/m],
  'part': [{ embeds: [{ image: { url: 'x' } }] }, /^part: image is unknown to the renderer$/m],
  'component': [row({ type: 3 }), /^component: 3 is unknown to the renderer$/m],
  'style': [row({ type: 2, style: 6, label: 'x' }), /^style: the style 6 of a button is unknown/m],
  'italic': [says('a *star'), /^italic: the mark \* is unknown to the renderer$/m],
  'underscore': [says('snake_case'), /^underscore: the mark _ is unknown/m],
  'emoji': [says('a :smile:'), /^emoji: the mark :smile: is unknown/m],
  'channel': [says('in <#12>'), /^channel: the mark < is unknown/m],
  'heading': [says('# large'), /^heading: the line "# large" begins/m],
  'bullet': [says('- one'), /^bullet: the line "- one" begins/m],
  'person': [says('<@9>'), /^person: nobody is called 9/m],
  'label': [row({ type: 2, style: 2, label: 'x'.repeat(60) }), /^label: does not fit the screen: button "xxx/m],
};

test('what is planted is reported, and nothing else', async () => {
  const pictures = Object.keys(planted).map((name) => ({ name, on: 'phone', frame: 'channel', goldens: [name] }));
  writeFileSync(join(folder, 'shelf'), JSON.stringify({ people: {}, time: '2026-11-24T10:04+11:00', pictures }));
  for (const [name, [message]] of Object.entries(planted)) writeFileSync(join(folder, `${name}.json`), JSON.stringify(message));
  const here = (name) => fileURLToPath(new URL(name, import.meta.url));
  const said = await new Promise((resolve) => execFile('node', [here('../../pictures/draw.mjs'), here('.'), join(folder, 'shelf'), folder, folder], (error, out) => resolve(`${error?.code}\n${out}`)));
  assert.match(said, /^1\n/);
  assert.doesNotMatch(said, /^good:/m);
  for (const [name, [, sentence]] of Object.entries(planted)) if (name !== 'good') assert.match(said, sentence);
});
