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
  type SessionId,
  type UtteranceId,
} from '../../shared/ids.ts';
import type { Missed } from '../../shared/ipc/views.ts';
import { ok } from '../../shared/result.ts';
import type { UtteranceResult } from '../../shared/wire/down.ts';
import { DayFiles, type DayFilesDeps } from './day-files.ts';
import type { Saved } from './open-lane.ts';

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

export type MissedWordsDeps = DayFilesDeps & { readonly onChange: () => void };

export class MissedWords {
  readonly #onChange: () => void;
  readonly #files: DayFiles;
  readonly #records = new Map<UtteranceId, MissedRecord>();

  private constructor(
    { onChange }: MissedWordsDeps,
    files: DayFiles,
    records: readonly MissedRecord[],
  ) {
    this.#onChange = onChange;
    this.#files = files;
    for (const record of records) this.#put(record);
  }

  static async open(deps: MissedWordsDeps): Promise<MissedWords> {
    const files = new DayFiles(deps);
    const records = (await files.read()).flatMap((line) => {
      const parsed = recordSchema.safeParse(line);
      if (!parsed.success) return [];
      const { at, saidAtMs = Date.parse(at), ...record } = parsed.data;
      return [{ ...record, saidAtMs }];
    });
    return new MissedWords(deps, files, records);
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

  /** Everything that was said in the session. */
  async erase(sessionId: SessionId): Promise<Saved> {
    const erased = await this.#files.erase(
      (line) =>
        recordSchema.pick({ sessionId: true }).safeParse(line).data?.sessionId === sessionId,
    );
    this.#drop((record) => record.sessionId === sessionId);
    return erased;
  }

  /** What is older than `days`, today included, leaves disk and screen. */
  async sweep(days: number): Promise<void> {
    await this.#files.sweep(days);
    const left = new Set<unknown>();
    for (const line of await this.#files.read())
      left.add(recordSchema.safeParse(line).data?.utteranceId);
    this.#drop(({ utteranceId }) => !left.has(utteranceId));
  }

  #drop(isMeant: (record: MissedRecord) => boolean): void {
    const dropped = [...this.#records.values()].filter(isMeant);
    for (const { utteranceId } of dropped) this.#records.delete(utteranceId);
    if (dropped.length > 0) this.#onChange();
  }

  async #save(record: MissedRecord): Promise<Saved> {
    const saved = await this.#files.append(record);
    if (!saved.ok) return saved;
    this.#put(record);
    this.#onChange();
    return saved;
  }

  #put(record: MissedRecord): void {
    this.#records.delete(record.utteranceId);
    this.#records.set(record.utteranceId, record);
    const [oldest] = this.#records.keys();
    if (this.#records.size > MAX_SHOWN && oldest !== undefined) this.#records.delete(oldest);
  }
}
