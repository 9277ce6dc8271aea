// Slack's mrkdwn as HTML: what a text in a section or a context looks like. What it does not know, it refuses.
import { html } from '../../pictures/html.mjs';
import { clock } from './clock.mjs';

const read = (text) => html(text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'));

// plain is a plain_text object.
export function plain(object) {
  if (object.type !== 'plain_text') throw new Error(`a text of type ${object.type} where only plain_text is drawn`);
  return object.emoji === false ? read(object.text) : emoji(read(object.text));
}

// mrkdwn is the text as HTML. people names who is mentioned.
export function mrkdwn(text, people) {
  return text.split('```').map((part, i) => (i % 2 ? `<pre>${read(part.replace(/^\n/, ''))}</pre>` : lines(part, people))).join('');
}

// text is a text object of either type.
export function text(object, people) {
  return object.type === 'mrkdwn' ? mrkdwn(object.text, people) : plain(object);
}

// lines are lines between blocks of code; those that begin with > are quoted.
function lines(part, people) {
  const drawn = part.split('\n').map((line) => {
    const quoted = line.match(/^(?:&gt;|>) ?(.*)$/);
    return quoted ? `<blockquote>${styled(quoted[1], people)}</blockquote>` : `${styled(line, people)}\n`;
  });
  return drawn.join('').replace(/<\/blockquote><blockquote>/g, '<br>').replace(/\n$/, '');
}

// styled is one line: code first, since nothing means anything in it, then marks in <>, then bold, italic and struck text.
function styled(line, people) {
  return line.split(/(`[^`]+`)/).map((part, i) => {
    if (i % 2) return `<code>${read(part.slice(1, -1))}</code>`;
    return part.split(/(<[^>]*>)/).map((piece, j) => (j % 2 ? `\u0000${mark(piece.slice(1, -1), people)}\u0000` : emoji(read(piece)))).join('');
  }).join('')
    .replace(/(^|[\s(\u0000])\*([^*\n]+)\*(?![\w*])/g, '$1<b>$2</b>')
    .replace(/(^|[\s(\u0000])_([^_\n]+)_(?![\w_])/g, '$1<i>$2</i>')
    .replace(/(^|[\s(\u0000])~([^~\n]+)~(?![\w~])/g, '$1<s>$2</s>')
    .replaceAll('\u0000', '');
}

// mark is what stands between < and >: somebody who is mentioned, a time, a link.
function mark(body, people) {
  const [about, label] = body.split('|');
  if (about.startsWith('@')) return `<span class="mention">@${html(people.named(about.slice(1)))}</span>`;
  if (about.startsWith('!date^')) {
    const [, unix, format, link] = about.split('^');
    return link ? `<a>${html(clock(unix, format))}</a>` : html(clock(unix, format));
  }
  if (/^(https?|mailto):/.test(about)) return `<a>${read(label ?? about.replace(/^mailto:/, ''))}</a>`;
  throw new Error(`the mark <${body}> is unknown to the renderer`);
}

// emoji is text in which :smile: would become a picture: none of ours is meant to.
function emoji(text) {
  const named = text.match(/(^|[^\w]):[a-z][a-z0-9_+-]*:/);
  if (named) throw new Error(`the emoji ${named[0]} is unknown to the renderer`);
  return text;
}
