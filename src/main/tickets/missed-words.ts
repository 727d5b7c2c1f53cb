/**
 * Words that are on no ticket: their guest had left when they came, or staff had the order. Kept on disk for a
 * person to look through. The last record of an utterance counts.
 */
import { z } from 'zod';
import {
  laneIdSchema,
  sessionIdSchema,
  utteranceIdSchema,
  type LaneId,
  type UtteranceId,
} from '../../shared/ids.ts';
import type { Missed } from '../../shared/ipc/views.ts';
import { ok } from '../../shared/result.ts';
import type { UtteranceResult } from '../../shared/wire/down.ts';
import { appendToDay, readDays } from './day-file.ts';
import type { Saved } from './open-lane.ts';

/** Older words stay on disk and leave the screen: nobody can act on them. */
const SHOWN_DAYS = 2;
const MAX_SHOWN = 200;

const recordSchema = z.object({
  at: z.iso.datetime(),
  laneId: laneIdSchema,
  utteranceId: utteranceIdSchema,
  sessionId: sessionIdSchema,
  text: z.string(),
  saidAtMs: z.number().int().min(0).optional(),
  why: z.enum(['guest-left', 'taken-over']).default('guest-left'),
  seen: z.boolean().default(false),
});
type MissedRecord = Omit<z.infer<typeof recordSchema>, 'at' | 'saidAtMs'> & {
  readonly saidAtMs: number;
};
export type MissedWordsView = Extract<Missed, { kind: 'words' }>;

export type MissedWordsDeps = {
  readonly directory: string;
  readonly wallMs: () => number;
  readonly onChange: () => void;
};

export class MissedWords {
  readonly #deps: MissedWordsDeps;
  readonly #records = new Map<UtteranceId, MissedRecord>();

  private constructor(deps: MissedWordsDeps, records: readonly MissedRecord[]) {
    this.#deps = deps;
    for (const record of records) this.#put(record);
  }

  static async open(deps: MissedWordsDeps): Promise<MissedWords> {
    const lines = await readDays(deps.directory, SHOWN_DAYS);
    const records = lines.flatMap((line) => {
      const parsed = recordSchema.safeParse(line);
      if (!parsed.success) return [];
      const { at, saidAtMs = Date.parse(at), ...record } = parsed.data;
      return [{ ...record, saidAtMs }];
    });
    return new MissedWords(deps, records);
  }

  /** Newest first. */
  list(): readonly MissedWordsView[] {
    return [...this.#records.values()]
      .sort((a, b) => b.saidAtMs - a.saidAtMs)
      .map(({ utteranceId, laneId, saidAtMs, text, why, seen }) => ({
        kind: 'words',
        utteranceId,
        laneId,
        saidAtMs,
        text,
        why,
        seen,
      }));
  }

  find(utteranceId: UtteranceId): MissedRecord | undefined {
    return this.#records.get(utteranceId);
  }

  /** Staff who had the order have heard the guest themselves: their words ask for nobody's attention. */
  keep(
    laneId: LaneId,
    { utteranceId, sessionId, finalTranscription: text }: UtteranceResult,
    { why, saidAtMs }: Pick<MissedRecord, 'why' | 'saidAtMs'>,
  ): Promise<Saved> {
    const seen = why === 'taken-over';
    return this.#save({ laneId, utteranceId, sessionId, text, saidAtMs, why, seen });
  }

  async markSeen(utteranceIds: readonly UtteranceId[]): Promise<Saved> {
    for (const utteranceId of utteranceIds) {
      const record = this.#records.get(utteranceId);
      if (record === undefined || record.seen) continue;
      const saved = await this.#save({ ...record, seen: true });
      if (!saved.ok) return saved;
    }
    return ok(undefined);
  }

  async #save(record: MissedRecord): Promise<Saved> {
    const { directory, wallMs, onChange } = this.#deps;
    const saved = await appendToDay(directory, wallMs(), record);
    if (!saved.ok) return saved;
    this.#put(record);
    onChange();
    return saved;
  }

  #put(record: MissedRecord): void {
    this.#records.delete(record.utteranceId);
    this.#records.set(record.utteranceId, record);
    const [oldest] = this.#records.keys();
    if (this.#records.size > MAX_SHOWN && oldest !== undefined) this.#records.delete(oldest);
  }
}
