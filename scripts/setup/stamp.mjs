import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setUpPath } from './project.mjs';

/**
 * A fingerprint of files and folders by content; missing paths count as missing.
 *
 * @param {string} root
 * @param {readonly string[]} paths relative to root
 * @param {readonly string[]} [extras] anything else the result depends on, such as a version
 */
export function fingerprint(root, paths, extras = []) {
  const hash = createHash('sha256');
  for (const extra of extras) hash.update(`${extra}\0`);
  for (const path of paths) hashPath(hash, root, path);
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} root @param {string} path */
function hashPath(hash, root, path) {
  const full = join(root, path);
  if (!existsSync(full)) {
    hash.update(`${path}\0missing\0`);
    return;
  }
  const entries = readEntries(full);
  if (entries === undefined) {
    hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
    return;
  }
  for (const entry of entries) {
    if (!entry.endsWith('.tsbuildinfo')) hashPath(hash, root, `${path}/${entry}`);
  }
}

/** @param {string} path @returns {string[] | undefined} undefined for a file */
function readEntries(path) {
  try {
    return readdirSync(path).sort();
  } catch {
    return undefined;
  }
}

/** @param {string} root @param {string} name @param {string} value */
export const stampStands = (root, name, value) => {
  const file = setUpPath(root, `${name}.stamp`);
  return existsSync(file) && readFileSync(file, 'utf8') === value;
};

/** @param {string} root @param {string} name @param {string} value */
export function writeStamp(root, name, value) {
  const file = setUpPath(root, `${name}.stamp`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, value);
}

/** @param {string} root @param {string} name */
export const dropStamp = (root, name) => rmSync(setUpPath(root, `${name}.stamp`), { force: true });
