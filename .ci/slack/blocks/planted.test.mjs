// The checks report what is planted: a check that lets everything through would look just as green.
import assert from 'node:assert/strict';
import test from 'node:test';
import { tooLong } from './limits.mjs';
import { wrongShapes } from './schema.mjs';

const plain = (text) => ({ type: 'plain_text', text });
const button = (more) => ({ type: 'button', text: plain('Stop following'), action_id: 'stop', ...more });
const message = (...blocks) => ({ text: 'INV-123', blocks });
const modal = (more) => ({ type: 'modal', title: plain('Check sync status'), blocks: [], ...more });
const long = (n) => 'x'.repeat(n);

const good = message(
  { type: 'header', text: plain('INV-123 · Synced') },
  { type: 'section', text: { type: 'mrkdwn', text: 'Xero at 12:16 pm' } },
  { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'Email address must be valid' }] }] },
  { type: 'actions', elements: [button()] },
  { type: 'actions', elements: [button(), { type: 'button', text: plain('Xero guide'), url: 'https://example.com', action_id: 'guide' }] },
);

test('what is right passes', () => {
  for (const shown of [good, modal(), { type: 'home', blocks: [{ type: 'divider' }] }]) {
    assert.deepEqual([...wrongShapes(shown), ...tooLong(shown)], []);
  }
});

const shapes = {
  'a header in mrkdwn': [message({ type: 'header', text: { type: 'mrkdwn', text: 'x' } }), '/blocks/0/text/type must be equal to constant: plain_text'],
  'a misspelt key': [message({ type: 'section', txt: plain('x') }), '/blocks/0 must NOT have additional properties: txt'],
  'an unknown block': [message({ type: 'sektion', text: plain('x') }), '/blocks/0/type must be equal to one of the allowed values'],
  'an unknown style': [message({ type: 'actions', elements: [button({ style: 'blue' })] }), '/blocks/0/elements/0/style must be equal to one of the allowed values'],
  'no fallback': [{ blocks: [] }, "/ must have required property 'text'"],
  'a modal without title': [{ type: 'modal', blocks: [] }, "/ must have required property 'title'"],
  'an unknown block in a home': [{ type: 'home', blocks: [{ type: 'sektion' }] }, '/blocks/0/type must be equal to one of the allowed values'],
};
for (const [name, [shown, sentence]] of Object.entries(shapes)) {
  test(`shape: ${name}`, () => assert.deepEqual(wrongShapes(shown), [sentence]));
}

const lengths = {
  '51 blocks': [message(...Array(51).fill({ type: 'divider' })), '/blocks has 51, at most 50'],
  '101 blocks in a home': [{ type: 'home', blocks: Array(101).fill({ type: 'divider' }) }, '/blocks has 101, at most 100'],
  'a section': [message({ type: 'section', text: plain(long(3001)) }), '/blocks/0/text.text has 3001, at most 3000'],
  'a field': [message({ type: 'section', fields: [plain(long(2001))] }), '/blocks/0/fields[].text has 2001, at most 2000'],
  'a header': [message({ type: 'header', text: plain(long(151)) }), '/blocks/0/text.text has 151, at most 150'],
  'a label': [message({ type: 'actions', elements: [button({ text: plain(long(76)) })] }), '/blocks/0/elements/0/text.text has 76, at most 75'],
  'a value': [message({ type: 'actions', elements: [button({ value: long(2001) })] }), '/blocks/0/elements/0/value has 2001, at most 2000'],
  'an action_id': [message({ type: 'actions', elements: [button({ action_id: long(256) })] }), '/blocks/0/elements/0/action_id has 256, at most 255'],
  'a title': [modal({ title: plain(long(25)) }), '/title.text has 25, at most 24'],
  'all together': [message(...Array(5).fill({ type: 'section', text: plain(long(2700)) })), '/blocks have 13500 characters together, at most 13000'],
  'a label of nothing': [message({ type: 'actions', elements: [button({ text: plain('') })] }), '/blocks/0/elements/0/text is empty'],
  'one action_id twice in a block': [message({ type: 'actions', elements: [button(), button()] }), '/blocks/0/elements/1/action_id stands twice: stop'],
  'one block_id twice': [message({ type: 'divider', block_id: 'b' }, { type: 'divider', block_id: 'b' }), '/blocks/1/block_id stands twice: b'],
};
for (const [name, [shown, sentence]] of Object.entries(lengths)) {
  test(`length: ${name}`, () => assert.deepEqual(tooLong(shown), [sentence]));
}
