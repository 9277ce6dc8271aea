// Checks the manifest on standard input. A planted fault must be found too, else the check is worth nothing.
// Usage: syncbot slack manifest | node check.mjs SCHEMA
import { readFileSync } from 'node:fs';
import { checker } from './schema.mjs';

const wrong = checker(process.argv[2]);
const manifest = JSON.parse(readFileSync(0, 'utf8'));
const faults = wrong(manifest);

const planted = structuredClone(manifest);
planted.features.slash_commands[0].command = 'syncstatus';
planted.display_information.nmae = 'misspelt';
const found = wrong(planted).filter((fault) => fault.startsWith('/features/slash_commands/0/command') || fault.startsWith('/display_information'));
if (found.length < 2) faults.push(`two planted faults, and the schema finds ${found.length}`);

faults.forEach((fault) => console.log(fault));
console.log(`manifest with ${manifest.features.slash_commands.length} command and ${manifest.oauth_config.scopes.bot.length} scopes checked, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
