// What stands round a message: a channel, a thread, what only one person sees, a lock screen.
import { html } from '../../pictures/html.mjs';
import { hour } from './clock.mjs';
import { markdown } from './marks.mjs';
import { body } from './message.mjs';

const avatar = '<div class="avatar">s</div>';
const channel = '<header><span>‹</span><strong># support</strong></header>';

const frames = {
  channel: (shown, r) => channel + shown.map((m) => message(m, r)).join(''),
  thread: ([root, ...posts], r) => `<header><span>‹</span><strong>${html(numberOf(root))}<small># support</small></strong></header>${message(root, r)}<hr>${posts.map((m) => message(m, r)).join('')}`,
  posts: (shown, r) => `<header><span>‹</span><strong>${html(numberOf(shown[0]))}<small># support</small></strong></header>${shown.map((m) => message(m, r)).join('')}`,
  overview: ([root, ...posts], r) => channel + message(root, r, thread(root, posts, r)),
  ephemeral: (shown, r) => channel + shown.map((m) => `<div class="only">${message(m, r, '<div class="dismiss">◉ Only you can see this · <a>Dismiss message</a></div>')}</div>`).join(''),
  notification: (shown, r) => shown.map((m) => `<div class="push">${avatar}<div><b>syncbot</b> (#support)<p>${markdown(m.content, r)}</p></div></div>`).join(''),
};

// numberOf is the name of the thread: what stands first in the title of its root.
const numberOf = (root) => root.embeds[0].title.split(' · ')[0];

// thread is the box under a message from which a thread was begun.
function thread(root, posts, r) {
  const count = `${posts.length} ${posts.length === 1 ? 'Message' : 'Messages'} ›`;
  return `<div class="begun"><b>${html(numberOf(root))}</b> <a>${count}</a><p><b>syncbot</b> ${markdown(posts.at(-1).content, r)}</p></div>`;
}

function message(m, r, below = '') {
  const at = html(hour(r.time));
  return `<article>${avatar}<div class="body"><div class="from"><b>syncbot</b><span class="app">APP</span><time>${at}</time></div>${body(m, r)}${below}</div></article>`;
}

const ephemeral = 64; // https://docs.discord.com/developers/resources/message#message-object-message-flags

// layouts are those in which a golden must fit.
export const layouts = (shown) => [{ on: 'phone', frame: shown.flags & ephemeral ? 'ephemeral' : 'channel' }];

// frame draws what the picture shows as the body of a page. people knows when it is, as an ISO time.
export function frame(picture, shown, people) {
  const draw = frames[picture.frame];
  if (!draw) throw new Error(`${picture.name}: no frame is called ${picture.frame}`);
  const reader = { named: (id) => people.named(id), time: new Date(people.time) };
  return `<main class="${picture.on} ${picture.frame}">${draw(shown, reader)}</main>`;
}
