/** Writes docs/api out of the schemas that the relay parses with; a contract test says when that is due. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asyncApi } from './contracts/async-api.ts';
import { openApi } from './contracts/open-api.ts';
import { documentText } from './contracts/schema-document.ts';

const folder = resolve(import.meta.dirname, '../docs/api');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'openapi.json'), documentText(openApi()));
writeFileSync(join(folder, 'asyncapi.json'), documentText(asyncApi()));
