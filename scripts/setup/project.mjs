import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder, wherever the program was started from. */
export const PROJECT_ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {string} root @param {readonly string[]} parts */
export const setUpPath = (root, ...parts) => join(root, '.setup', ...parts);
