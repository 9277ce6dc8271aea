// Lays out every golden on a phone and on a desk. Usage: node fit.mjs SHELF GOLDENS
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { People } from './people.mjs';
import { Screen } from './screen.mjs';

const [shelfFile, goldens] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const { people } = read(shelfFile);

const screen = await Screen.open();
const names = readdirSync(goldens, { recursive: true }).filter((name) => name.endsWith('.json')).sort();
let wrong = 0;
for (const name of names) {
  const shown = read(join(goldens, name));
  for (const on of ['phone', 'desk']) {
    try {
      await screen.show({ name, on, frame: shown.type ?? 'channel' }, [shown], new People(people, '10:04 AM'));
    } catch (error) {
      console.log(`${name} on a ${on}: ${error.message}`);
      wrong++;
    }
  }
}
await screen.close();
console.log(`${names.length} goldens laid out, ${wrong} faults`);
process.exitCode = wrong ? 1 : 0;
