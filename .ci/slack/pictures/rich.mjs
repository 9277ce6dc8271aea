// rich_text as HTML.
import { html, known } from '../../pictures/html.mjs';
import { clock } from './clock.mjs';

const parts = {
  rich_text_section: (e, people) => `<div class="rich">${inline(e, people)}</div>`,
  rich_text_preformatted: (e, people) => `<pre>${inline(e, people)}</pre>`,
  rich_text_quote: (e, people) => `<blockquote>${inline(e, people)}</blockquote>`,
  rich_text_list: (e, people) => {
    const tag = e.style === 'ordered' ? 'ol' : 'ul';
    const start = e.offset ? ` start="${e.offset + 1}"` : '';
    return `<${tag}${start} style="margin-left:${24 * (1 + (e.indent ?? 0))}px">${e.elements.map((item) => `<li>${inline(item, people)}</li>`).join('')}</${tag}>`;
  },
};
const words = {
  text: (e) => html(e.text),
  link: (e) => `<a>${html(e.text ?? e.url)}</a>`,
  user: (e, people) => `<span class="mention">@${html(people.named(e.user_id))}</span>`,
  usergroup: (e, people) => `<span class="mention">@${html(people.named(e.usergroup_id))}</span>`,
  channel: (e, people) => `<span class="mention">#${html(people.named(e.channel_id))}</span>`,
  date: (e) => html(clock(e.timestamp, e.format)),
  emoji: (e) => {
    if (!e.unicode) throw new Error(`the emoji ${e.name} comes without its unicode`);
    return String.fromCodePoint(...e.unicode.split('-').map((code) => parseInt(code, 16)));
  },
};

// rich is a rich_text block.
export function rich(block, people) {
  return block.elements.map((e) => known(parts, e)(e, people)).join('');
}

const inline = (e, people) => e.elements.map((word) => styled(known(words, word)(word, people), word.style ?? {})).join('');

function styled(drawn, style) {
  const tags = { bold: 'b', italic: 'i', strike: 's', code: 'code', underline: 'u' };
  return Object.keys(style).reduce((inner, name) => (style[name] ? `<${tags[name]}>${inner}</${tags[name]}>` : inner), drawn);
}
