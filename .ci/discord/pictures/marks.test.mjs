// What Discord makes of text, as https://support.discord.com/hc/en-us/articles/210298617 has it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { clock } from './clock.mjs';
import { markdown } from './marks.mjs';

const reader = { named: () => 'Dave', time: new Date('2026-11-24T10:04+11:00') };

const drawn = {
  '<@42> 641': '<span class="mention">@Dave</span> 641',
  '**a \\* b** c': '<b>a * b</b> c',
  'Smith \\& Sons \\<b\\>': 'Smith &amp; Sons &lt;b&gt;',
  '[a \\] b](https://example.com/x%29)': '<a>a ] b</a>',
  '**[guide](https://example.com)**': '<b><a>guide</a></b>',
  'at <t:1795475160:t>': 'at <span class="time">10:06 AM</span>',
  'before\n```\n**x** \\_\n```\nafter': 'before<pre>**x** \\_</pre>after',
  '1. one\n2. two': '<div class="item"><span>1.</span><div>one</div></div><div class="item"><span>2.</span><div>two</div></div>',
  '1\\. one\nhttps': '1. one\nhttps',
  'see https://example.com/a_b': 'see <a>https://example.com/a_b</a>',
};
for (const [text, html] of Object.entries(drawn)) test(text, () => assert.equal(markdown(text, reader), html));

test('times', () => {
  const at = (style) => clock(1795475160, style, reader.time);
  assert.equal(at('f'), 'November 24, 2026 at 10:06 AM');
  assert.equal(at('T'), '10:06:00 AM');
  assert.equal(at('R'), 'in 2 minutes');
  assert.equal(clock(1795475160, 'R', new Date('2026-11-25T11:06+11:00')), '1 day ago');
});
