// What stands round the blocks: a channel, a thread, what only one person sees, a modal, App Home, a lock screen.
import { html } from '../../pictures/html.mjs';
import { blocks } from './blocks.mjs';
import { mrkdwn, plain } from './marks.mjs';

const avatar = '<div class="avatar">s</div>';
const bar = (left, title, right = '') => `<header><span>${left}</span><strong>${title}</strong><span>${right}</span></header>`;

const frames = {
  channel: (shown, p) => bar('‹', '# support') + shown.map((s) => message(s, p)).join(''),
  thread: ([root, ...replies], p) => `${bar('‹', 'Thread')}${message(root, p)}<div class="count">${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}</div>${replies.map((s) => message(s, p)).join('')}`,
  replies: (shown, p) => bar('‹', 'Thread') + shown.map((s) => message(s, p)).join(''),
  ephemeral: (shown, p) => bar('‹', '# support') + shown.map((s) => `<div class="only">◉ Only visible to you</div>${message(s, p)}`).join(''),
  modal: ([view], p) => `${bar('✕', plain(view.title), view.submit ? `<button class="primary">${plain(view.submit)}</button>` : '')}<div class="view">${blocks(view.blocks, p)}</div>`,
  home: ([view], p) => `${bar('‹', 'syncbot')}<nav><b>Home</b><span>Messages</span><span>About</span></nav><div class="view">${blocks(view.blocks, p)}</div>`,
  notification: (shown, p) => shown.map((s) => `<div class="push"><div class="avatar">s</div><div><b>syncbot</b> in #support<p>${notice(s.text, p)}</p></div></div>`).join(''),
};

// notice is the text of a notification, which draws no format: marks stand there as they came.
function notice(text, people) {
  return mrkdwn(text.replaceAll('`', '\u2035'), people).replaceAll('\u2035', '`');
}

function message(shown, people) {
  const body = shown.blocks?.length ? blocks(shown.blocks, people) : mrkdwn(shown.text, people);
  return `<article>${avatar}<div class="body"><div class="from"><b>syncbot</b><span class="app">APP</span><time>${html(people.time)}</time></div>${body}</div></article>`;
}

// layouts are those in which a golden must fit.
export const layouts = (shown) => ['phone', 'desk'].map((on) => ({ on, frame: shown.type ?? 'channel' }));

// frame draws what the picture shows as the body of a page.
export function frame(picture, shown, people) {
  const draw = frames[picture.frame];
  if (!draw) throw new Error(`${picture.name}: no frame is called ${picture.frame}`);
  return `<main class="${picture.on} ${picture.frame}">${draw(shown, people)}</main>`;
}
