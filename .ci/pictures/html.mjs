// What every drawer of messages needs.

// html is text as it stands in a page.
export const html = (text) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

// known finds how to draw an element by its type.
export function known(ways, element) {
  const way = ways[element.type];
  if (!way) throw new Error(`${element.type} is unknown to the renderer`);
  return way;
}
