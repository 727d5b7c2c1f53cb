/**
 * What guests said, one JSON line a record and one file a day: `<directory>/2026-11-24.jsonl`. Added to, and
 * erased by the day or where a person wants it. One change after the other.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ok } from '../../shared/result.ts';
import { appendDurably, namesIn, readTextIfThere, writeDurably } from '../durable-file.ts';
import { parseSealed, sealedJson, type WordsSeal } from '../words-at-rest.ts';
import type { Saved } from './open-lane.ts';

const DAY_MS = 24 * 3_600_000;

export type DayFilesDeps = {
  readonly directory: string;
  readonly wallMs: () => number;
  readonly words: WordsSeal;
};

export class DayFiles {
  readonly #deps: DayFilesDeps;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: DayFilesDeps) {
    this.#deps = deps;
  }

  /** The record with `at`, the time of writing, before it. Resolves when it is on disk. */
  append(record: object): Promise<Saved> {
    const { directory, words } = this.#deps;
    const at = new Date(this.#deps.wallMs()).toISOString();
    const path = join(directory, `${at.slice(0, 10)}.jsonl`);
    const line = sealedJson({ at, ...record }, words);
    // A line that a full disk or a kill has torn never swallows the next one: an empty line stands between.
    return this.#inTurn(() => appendDurably(path, `\n${line}`));
  }

  /** Every line, oldest first. What can't be read, or whose words can't be opened, lacks them or is left out. */
  async read(): Promise<readonly unknown[]> {
    const lines: unknown[] = [];
    for (const name of await this.#names()) lines.push(...(await this.#linesOf(name)));
    return lines;
  }

  /** Takes every line out for which it is so; other lines stay as they are, read or not. */
  erase(isMeant: (line: unknown) => boolean): Promise<Saved> {
    return this.#inTurn(async () => {
      for (const name of await this.#names()) {
        const path = join(this.#deps.directory, name);
        const text = await readTextIfThere(path);
        if (!text.ok) return { ok: false, failure: 'cannot-save' };
        const lines = (text.value ?? '').split('\n').filter((line) => line !== '');
        const left = lines.filter((line) => !this.#parsed(line).some(isMeant));
        if (left.length === lines.length) continue;
        const saved = await writeDurably(path, left.map((line) => `${line}\n`).join(''));
        if (!saved.ok) return saved;
      }
      return ok(undefined);
    });
  }

  /** Erases whole days, so that `days` of them are left, today included. What the disk refuses goes next time. */
  sweep(days: number): Promise<void> {
    return this.#inTurn(async () => {
      const first = new Date(this.#deps.wallMs() - (days - 1) * DAY_MS).toISOString().slice(0, 10);
      for (const name of await this.#names()) {
        if (name.slice(0, 10) >= first) continue;
        await rm(join(this.#deps.directory, name), { force: true }).catch(() => undefined);
      }
    });
  }

  #names(): Promise<string[]> {
    return namesIn(this.#deps.directory, '.jsonl').catch(() => []);
  }

  async #linesOf(name: string): Promise<unknown[]> {
    const text = await readTextIfThere(join(this.#deps.directory, name));
    return (text.ok ? (text.value ?? '') : '').split('\n').flatMap((line) => this.#parsed(line));
  }

  #parsed(line: string): unknown[] {
    try {
      return line === '' ? [] : [parseSealed(line, this.#deps.words, undefined)];
    } catch {
      return []; // torn by a kill: its writer was told that it is not kept, and comes again
    }
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#turn.then(work);
    this.#turn = answer.catch(() => undefined);
    return answer;
  }
}
