// Lays out every golden in all its layouts, such as on a phone and on a desk. Usage: node fit.mjs DRAWER SHELF GOLDENS
import { readdirSync } from 'node:fs';
import { eachOn, openDrawer, Shelf } from './shelf.mjs';

const [folder, shelfFile, goldens] = process.argv.slice(2);
const drawer = await openDrawer(folder);
const shelf = new Shelf(shelfFile, goldens);
const names = readdirSync(goldens, { recursive: true }).filter((name) => name.endsWith('.json')).sort();
const laid = names.flatMap((name) => {
  const shown = shelf.golden(name);
  return drawer.layouts(shown).map((layout) => ({ shown, ...layout, name: `${name} on a ${layout.on}` }));
});

await eachOn(drawer, laid, `layouts of ${names.length} goldens`, (layout, screen) => screen.show(layout, [layout.shown], shelf.peopleAt()));
