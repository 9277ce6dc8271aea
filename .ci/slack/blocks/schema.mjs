// Makes the JSON schema of Block Kit from Slack's own types, since Slack publishes none, and checks messages and views with it.
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const schema = createGenerator({ path: here('shapes.ts'), tsconfig: here('../tsconfig.json'), type: '*', skipTypeCheck: true }).createSchema('*');
const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addSchema(chosenByType(schema), 'kit');
const valid = (name) => ajv.getSchema(`kit#/definitions/${name}`);
const checks = { message: valid('Message'), modal: valid('Modal'), home: valid('Home') };

// wrongShapes says, in sentences, what of a message or view Slack's types do not allow.
export function wrongShapes(shown) {
  const check = checks[shown.type ?? 'message'];
  if (!check) return [`/ is neither a message nor a modal nor a home: type ${JSON.stringify(shown.type)}`];
  return check(shown) ? [] : check.errors.filter((e) => e.keyword !== 'if').map(sentence);
}

function sentence({ instancePath, message, params }) {
  const which = params.additionalProperty ?? params.allowedValue;
  return `${instancePath || '/'} ${message}${which === undefined ? '' : `: ${which}`}`;
}

// chosenByType lets an object's type decide which of many shapes it must have, so that an error is about that one alone.
function chosenByType(node) {
  if (Array.isArray(node)) return node.map(chosenByType);
  if (node === null || typeof node !== 'object') return node;
  const { anyOf, ...rest } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, chosenByType(value)]));
  if (!anyOf) return rest;
  const shapes = anyOf.flatMap(alternatives);
  const types = [...new Set(shapes.map(typeOf))];
  if (types.includes(undefined)) return { ...rest, anyOf };
  const allOf = types.map((type) => ({ if: { properties: { type: { const: type } } }, then: oneOf(shapes.filter((shape) => typeOf(shape) === type)) }));
  return { ...rest, type: 'object', required: ['type'], properties: { type: { enum: types } }, allOf };
}

function oneOf(shapes) {
  return shapes.length > 1 ? { anyOf: shapes } : shapes[0];
}

function typeOf(shape) {
  return resolved(shape).properties?.type?.const;
}

function resolved(shape) {
  return shape.$ref ? schema.definitions[decodeURIComponent(shape.$ref.slice('#/definitions/'.length))] : shape;
}

function alternatives(shape) {
  return resolved(shape).anyOf?.flatMap(alternatives) ?? [shape];
}
