/** The detector's bearer token: made once, in a file that only the station's user can read. */
import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import process from 'node:process';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isMissing, writeDurably } from '../durable-file.ts';

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{32,128}$/;
const OTHERS = 0o077;

export type TokenFailure = 'unreadable' | 'readable-by-others' | 'not-a-token';

export async function detectorToken(path: string): Promise<Result<string, TokenFailure>> {
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0) return fail('readable-by-others');
    const token = (await readFile(path, 'utf8')).trim();
    return TOKEN.test(token) ? ok(token) : fail('not-a-token');
  } catch (error) {
    return isMissing(error) ? makeToken(path) : fail('unreadable');
  }
}

async function makeToken(path: string): Promise<Result<string, TokenFailure>> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const written = await writeDurably(path, `${token}\n`);
  return written.ok ? ok(token) : fail('unreadable');
}
