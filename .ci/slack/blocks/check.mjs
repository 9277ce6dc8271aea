// Checks every golden message and view of the folder: its shape by Slack's types, its lengths by Slack's limits.
// Usage: node check.mjs FOLDER
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tooLong } from './limits.mjs';
import { wrongShapes } from './schema.mjs';

const folder = process.argv[2];
const goldens = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.json')).sort();
let wrong = 0;
for (const name of goldens) {
  const shown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  for (const sentence of [...wrongShapes(shown), ...tooLong(shown)]) {
    console.log(`${name}: ${sentence}`);
    wrong++;
  }
}
if (goldens.length === 0) console.log(`${folder} holds no golden`);
console.log(`${goldens.length} goldens checked, ${wrong} faults`);
process.exitCode = wrong === 0 && goldens.length > 0 ? 0 : 1;
