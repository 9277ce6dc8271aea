// Discord's markdown as HTML. What it does not know, it refuses: a mark of the bot's own that it never meant, or that was not escaped.
import { html } from '../../pictures/html.mjs';
import { clock } from './clock.mjs';

// Each mark, and how it is drawn; the first that fits is taken.
const marks = [
  [/\\([^A-Za-z0-9\s])/y, ([, sign]) => html(sign)],
  [/\*\*((?:\\.|(?!\*\*)[^\\])+)\*\*/y, ([, inner], reader) => `<b>${inline(inner, reader)}</b>`],
  [/\[((?:\\.|[^\]\\])+)\]\((https?:\/\/[^)\s]+)\)/y, ([, inner], reader) => `<a>${inline(inner, reader)}</a>`],
  [/<t:(\d+):([tTdDfFR])>/y, ([, unix, style], reader) => `<span class="time">${html(clock(unix, style, reader.time))}</span>`],
  [/<@(\d+)>/y, ([, id], reader) => `<span class="mention">@${html(reader.named(id))}</span>`],
  [/https?:\/\/[^\s]+/y, ([address]) => `<a>${html(address)}</a>`],
  [/:\w+:|[*_~|`<>[\]\\]/y, ([mark]) => { throw new Error(`the mark ${mark} is unknown to the renderer`); }],
  [/[^\\*[<:_~|`>\]h]+|[^]/y, ([text]) => html(text)],
];

// markdown is the text as HTML. reader knows who is mentioned, and what time it is.
export function markdown(text, reader) {
  return text.split('```').map((part, i) => (i % 2 ? `<pre>${html(part.replace(/^\n|\n$/g, ''))}</pre>` : lines(part, reader))).join('');
}

// lines are those between blocks of code: what Discord would draw as a list is one.
function lines(part, reader) {
  const drawn = part.replace(/^\n|\n$/g, '').split('\n').map((line) => {
    if (/^\s*([#>-]|\* )/.test(line)) throw new Error(`the line "${line}" begins a heading, a quotation or a list`);
    const [, number, item] = line.match(/^(\d+)\. (.*)$/) ?? [];
    return item ? `<div class="item"><span>${number}.</span><div>${inline(item, reader)}</div></div>` : `${inline(line, reader)}\n`;
  });
  return drawn.join('').replace(/\n$/, '');
}

function inline(text, reader) {
  let drawn = '';
  for (let at = 0; at < text.length;) {
    for (const [mark, draw] of marks) {
      mark.lastIndex = at;
      const found = mark.exec(text);
      if (found) {
        drawn += draw(found, reader);
        at += found[0].length;
        break;
      }
    }
  }
  return drawn;
}
