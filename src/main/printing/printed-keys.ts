/** Which keyed jobs are on paper (or were dropped), so that none is printed twice: a line each, kept for two days. */
import { z } from 'zod';
import { appendDurably, readTextIfThere, writeDurably } from '../durable-file.ts';
import { parseJson } from '../parse-json.ts';

const KEPT_MS = 48 * 3_600_000;

const entrySchema = z.strictObject({ key: z.string(), atMs: z.number() });

export class PrintedKeys {
  readonly #path: string;
  readonly #keys: Set<string>;

  private constructor(path: string, keys: Set<string>) {
    this.#path = path;
    this.#keys = keys;
  }

  /** A line that a power cut left half written is no line; a file that can't be read counts as empty. */
  static async open(path: string, wallMs: number): Promise<PrintedKeys> {
    const text = await readTextIfThere(path);
    const lines = text.ok ? (text.value ?? '').split('\n').filter((line) => line !== '') : [];
    const entries = lines.flatMap((line) => {
      const entry = entrySchema.safeParse(parseJson(line));
      return entry.success && wallMs - entry.data.atMs < KEPT_MS ? [entry.data] : [];
    });
    if (entries.length < lines.length) {
      await writeDurably(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    }
    return new PrintedKeys(path, new Set(entries.map(({ key }) => key)));
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** A disk that refuses costs a second page after a restart at worst. */
  async add(key: string, wallMs: number): Promise<void> {
    this.#keys.add(key);
    await appendDurably(this.#path, JSON.stringify({ key, atMs: Math.round(wallMs) }));
  }
}
