// Draws the pictures of a shelf from a folder of goldens. Usage: node draw.mjs DRAWER SHELF GOLDENS FOLDER
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { eachOn, openDrawer, Shelf } from './shelf.mjs';

const [drawer, shelfFile, goldens, folder] = process.argv.slice(2);
const shelf = new Shelf(shelfFile, goldens);
mkdirSync(folder, { recursive: true });

await eachOn(await openDrawer(drawer), shelf.pictures, 'pictures drawn', async (picture, screen) => {
  const shown = picture.goldens.map((name) => shelf.golden(`${name}.json`));
  await screen.show(picture, shown, shelf.peopleAt(picture.time));
  await screen.keep(join(folder, `${picture.name}.png`));
});
