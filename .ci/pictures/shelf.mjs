// What a command draws with: a drawer (a folder with frames.mjs and style.css), a shelf, and a folder of goldens.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { People } from './people.mjs';
import { Screen } from './screen.mjs';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

// openDrawer gives how messages are drawn: frame(picture, shown, people), a page's body, and layouts(shown), in which a golden must fit.
export async function openDrawer(folder) {
  const drawer = await import(pathToFileURL(join(resolve(folder), 'frames.mjs')));
  return { ...drawer, css: readFileSync(join(folder, 'style.css'), 'utf8') };
}

// Shelf names the pictures, the people in them, and the time at which a message came where a picture names none.
export class Shelf {
  constructor(file, goldens) {
    Object.assign(this, read(file), { goldens });
  }

  golden(name) {
    return read(join(this.goldens, name));
  }

  peopleAt(time) {
    return new People(this.people, time ?? this.time);
  }
}

// eachOn calls show(item, screen) for every item, tells which failed and why, and sets the exit code.
export async function eachOn(drawer, items, done, show) {
  const screen = await Screen.open(drawer);
  let wrong = 0;
  for (const item of items) {
    try {
      await show(item, screen);
    } catch (error) {
      console.log(`${item.name}: ${error.message}`);
      wrong++;
    }
  }
  await screen.close();
  console.log(`${items.length} ${done}, ${wrong} faults`);
  process.exitCode = wrong ? 1 : 0;
}
