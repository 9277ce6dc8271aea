// What a message says: its text, its embeds, its buttons. What the drawing does not know, it refuses.
import { html, known } from '../../pictures/html.mjs';
import { markdown } from './marks.mjs';

// body draws a message without its author.
export function body(message, reader) {
  only(message, ['content', 'embeds', 'components', 'allowed_mentions', 'flags']);
  const content = message.content ? `<div class="words">${markdown(message.content, reader)}</div>` : '';
  const embeds = (message.embeds ?? []).map((e) => embed(e, reader));
  return content + embeds.join('') + (message.components ?? []).map((c) => known(components, c)(c)).join('');
}

function embed(e, reader) {
  only(e, ['title', 'description', 'color', 'author', 'fields', 'footer']);
  const parts = [
    e.author && `<div class="author">${html(e.author.name)}</div>`,
    e.title && `<h1>${markdown(e.title, reader)}</h1>`,
    e.description && `<div class="words">${markdown(e.description, reader)}</div>`,
    ...(e.fields ?? []).map((f) => field(f, reader)),
    e.footer && `<footer>${html(e.footer.text)}</footer>`,
  ];
  const colour = `#${(e.color ?? 0x1e1f22).toString(16).padStart(6, '0')}`;
  return `<section class="embed" style="border-color:${colour}">${parts.filter(Boolean).join('')}</section>`;
}

// field is below the others, as on a phone they all are.
function field(f, reader) {
  only(f, ['name', 'value', 'inline']);
  return `<div class="field"><h2>${markdown(f.name, reader)}</h2><div class="words">${markdown(f.value, reader)}</div></div>`;
}

const components = {
  1: (row) => `<div class="actions">${row.components.map((c) => known(components, c)(c)).join('')}</div>`,
  2: (button) => {
    const style = styles[button.style];
    if (!style) throw new Error(`the style ${button.style} of a button is unknown to the renderer`);
    return `<button class="${style}${button.disabled ? ' disabled' : ''}">${html(button.label)}${style === 'link' ? ' <i>↗</i>' : ''}</button>`;
  },
};

// styles are those of buttons: https://docs.discord.com/developers/components/reference#button
const styles = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link' };

function only(object, names) {
  const other = Object.keys(object).find((key) => !names.includes(key));
  if (other) throw new Error(`${other} is unknown to the renderer`);
}
