import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { asyncApi } from '../../scripts/contracts/async-api.ts';
import { openApi } from '../../scripts/contracts/open-api.ts';
import { documentText } from '../../scripts/contracts/schema-document.ts';

const API = resolve(import.meta.dirname, '../../docs/api');

it.each([
  ['openapi.json', openApi],
  ['asyncapi.json', asyncApi],
])('%s is what the schemas say now (else: npm run contracts)', (file, document) => {
  expect(readFileSync(resolve(API, file), 'utf8')).toBe(documentText(document()));
});
