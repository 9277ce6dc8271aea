// Checks app manifests with the JSON schema that Slack publishes (slackapi/manifest-schema).
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import formats from 'ajv-formats';

// checker gives a function that says, in sentences, what of a manifest the schema in the file does not allow.
export function checker(file) {
  const ajv = formats(new Ajv({ allErrors: true, strict: false }));
  const valid = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
  return (manifest) => (valid(manifest) ? [] : valid.errors.map((e) => `${e.instancePath || '/'} ${e.message}`));
}
