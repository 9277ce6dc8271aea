// Slack's limits of length, which its types only mention in comments. The numbers are those of docs.slack.dev, as they
// stand in the comments of @slack/types; the whole message is held to 13,000, since Slack refuses about 13,200 (bolt-js#2509).

// LIMITS says, for each type of block or object, how long which of its parts may be: characters of a text, members of a list.
const LIMITS = {
  section: { 'text.text': 3000, fields: 10, 'fields[].text': 2000 },
  header: { 'text.text': 150 },
  context: { elements: 10, 'elements[].text': 3000 },
  actions: { elements: 25 },
  input: { 'label.text': 2000, 'hint.text': 2000 },
  image: { alt_text: 2000, image_url: 3000, 'title.text': 2000 },
  button: { 'text.text': 75, value: 2000, url: 3000, accessibility_label: 75 },
  overflow: { options: 5, 'options[].text.text': 75, 'options[].value': 150, 'options[].url': 3000 },
  static_select: { options: 100, 'options[].text.text': 75, 'options[].value': 150, 'placeholder.text': 150 },
  radio_buttons: { options: 10, 'options[].text.text': 75, 'options[].value': 150 },
  checkboxes: { options: 10, 'options[].text.text': 75, 'options[].value': 150 },
  plain_text_input: { 'placeholder.text': 150 },
  number_input: { 'placeholder.text': 150 },
  modal: { 'title.text': 24, 'submit.text': 24, 'close.text': 24, private_metadata: 3000, callback_id: 255, blocks: 100 },
  home: { private_metadata: 3000, callback_id: 255, blocks: 100 },
  message: { text: 4000, blocks: 50 },
};
const EVERY = { action_id: 255, block_id: 255, 'confirm.title.text': 100, 'confirm.text.text': 300, 'confirm.confirm.text': 30, 'confirm.deny.text': 30 };
const WHOLE = 13_000;
const NEVER_EMPTY = ['section.text', 'header.text', 'button.text', 'modal.title', 'modal.submit', 'modal.close', 'input.label'];

// tooLong says, in sentences, which limits a message or view breaks.
export function tooLong(shown) {
  const wrong = [];
  for (const [object, path] of objects({ type: 'message', ...shown })) {
    for (const [part, most] of Object.entries({ ...LIMITS[object.type], ...EVERY })) {
      for (const value of parts(object, part)) {
        if (value.length > most) wrong.push(`${path}/${part} has ${value.length}, at most ${most}`);
      }
    }
  }
  const all = texts(shown.blocks).reduce((sum, text) => sum + text.length, 0);
  if (all > WHOLE) wrong.push(`/blocks have ${all} characters together, at most ${WHOLE}`);
  return [...wrong, ...empty(shown), ...twice(shown)];
}

// empty: Slack refuses a text of no characters.
function empty(shown) {
  return [...objects({ type: 'message', ...shown })].flatMap(([object, path]) =>
    NEVER_EMPTY.filter((name) => name.split('.')[0] === object.type && object[name.split('.')[1]]?.text === '').map((name) => `${path}/${name.split('.')[1]} is empty`));
}

// twice: an action_id stands for one thing in its block, a block_id in the whole message.
function twice(shown) {
  const blocks = shown.blocks.map((block, i) => [block, `/blocks/${i}`]);
  const inBlocks = blocks.flatMap(([block, path]) => again([...objects(block, path)], 'action_id'));
  return [...inBlocks, ...again(blocks, 'block_id')];
}

function again(found, id) {
  const seen = new Set();
  return found.flatMap(([object, path]) => {
    if (object[id] === undefined || (!seen.has(object[id]) && seen.add(object[id]))) return [];
    return [`${path}/${id} stands twice: ${object[id]}`];
  });
}

// objects are all objects of a message or view, with where they stand.
export function* objects(value, path = '') {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield [value, path];
  for (const [key, inner] of Object.entries(value)) yield* objects(inner, `${path}/${key}`);
}

// parts are the values at a path such as fields[].text.
function parts(object, path) {
  let values = [object];
  for (const step of path.split('.')) {
    const [, key, each] = step.match(/^(\w+)(\[\])?$/);
    values = values.map((value) => value?.[key]).filter((value) => value !== undefined);
    if (each) values = values.flat();
  }
  return values;
}

// texts are all that a person reads in the blocks.
function texts(blocks) {
  return [...objects(blocks ?? [])].flatMap(([object]) => (typeof object.text === 'string' ? [object.text] : []));
}
