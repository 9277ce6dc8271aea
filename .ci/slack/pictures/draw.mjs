// Draws the pictures of a shelf from a folder of goldens. Usage: node draw.mjs SHELF GOLDENS FOLDER
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { People } from './people.mjs';
import { Screen } from './screen.mjs';

const [shelfFile, goldens, folder] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const shelf = read(shelfFile);
mkdirSync(folder, { recursive: true });

const screen = await Screen.open();
let wrong = 0;
for (const picture of shelf.pictures) {
  try {
    const shown = picture.goldens.map((name) => read(join(goldens, `${name}.json`)));
    await screen.show(picture, shown, new People(shelf.people, picture.time));
    await screen.keep(join(folder, `${picture.name}.png`));
  } catch (error) {
    console.log(`${picture.name}: ${error.message}`);
    wrong++;
  }
}
await screen.close();
console.log(`${shelf.pictures.length} pictures drawn, ${wrong} faults`);
process.exitCode = wrong ? 1 : 0;
