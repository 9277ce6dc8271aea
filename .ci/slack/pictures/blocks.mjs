// Block Kit as HTML: each block and each element that the bot uses. What it does not know, it refuses.
import { known } from '../../pictures/html.mjs';
import { plain, text } from './marks.mjs';
import { rich } from './rich.mjs';

const drawings = {
  header: (b) => `<h1>${plain(b.text)}</h1>`,
  divider: () => '<hr>',
  section: (b, people) => `<div class="section"><div class="words">${b.text ? text(b.text, people) : ''}${fields(b, people)}</div>${b.accessory ? element(b.accessory) : ''}</div>`,
  context: (b, people) => `<div class="context">${b.elements.map((e) => `<span>${text(e, people)}</span>`).join('')}</div>`,
  actions: (b) => `<div class="actions">${b.elements.map(element).join('')}</div>`,
  rich_text: rich,
  input: (b) => `<div class="input"><label>${plain(b.label)}${b.optional ? ' <em>(optional)</em>' : ''}</label>${element(b.element)}${b.hint ? `<small>${plain(b.hint)}</small>` : ''}</div>`,
};
const elements = {
  button: (e) => `<button class="${e.style ?? ''}">${plain(e.text)}</button>`,
  overflow: () => '<button class="more">•••</button>',
  plain_text_input: (e) => field(e, e.initial_value, e.multiline ? 'tall' : ''),
  number_input: (e) => field(e, e.initial_value, ''),
  email_text_input: (e) => field(e, e.initial_value, ''),
  static_select: (e) => field(e, e.initial_option && plain(e.initial_option.text), 'menu'),
  timepicker: (e) => field(e, e.initial_time, 'menu'),
  datepicker: (e) => field(e, e.initial_date, 'menu'),
  radio_buttons: (e) => choices(e, 'radio'),
  checkboxes: (e) => choices(e, 'box'),
};

// blocks draws them one below the other.
export function blocks(all, people) {
  return all.map((b) => `<div class="block">${known(drawings, b)(b, people)}</div>`).join('');
}

const element = (e) => known(elements, e)(e);

const fields = (b, people) => (b.fields ? `<div class="fields">${b.fields.map((f) => `<div>${text(f, people)}</div>`).join('')}</div>` : '');

function field(e, value, kind) {
  const shown = value ? plain({ type: 'plain_text', text: value }) : `<i>${e.placeholder ? plain(e.placeholder) : ''}</i>`;
  return `<div class="field ${kind}">${shown}</div>`;
}

function choices(e, kind) {
  const initial = [e.initial_option, ...(e.initial_options ?? [])].map((o) => o?.value);
  return e.options.map((o) => `<div class="choice"><span class="${kind}${initial.includes(o.value) ? ' on' : ''}"></span>${text(o.text)}</div>`).join('');
}
