/** The transcript of all lanes: the last entries, pushed as they change. Owned by the voice part. */
import type { UtteranceId } from '../../../shared/ids.ts';
import type { TranscriptEntry } from '../../../shared/ipc/views.ts';
import { isAnswered, newEntry, stepEntry, type EntryEvent, type Spoken } from './entry.ts';

const MAX_ENTRIES = 200;

export class Transcripts {
  readonly #entries = new Map<UtteranceId, TranscriptEntry>();
  readonly #onEntry: (entry: TranscriptEntry) => void;

  constructor(onEntry: (entry: TranscriptEntry) => void) {
    this.#onEntry = onEntry;
  }

  all(): readonly TranscriptEntry[] {
    return [...this.#entries.values()];
  }

  find(utteranceId: UtteranceId): TranscriptEntry | undefined {
    return this.#entries.get(utteranceId);
  }

  open(spoken: Spoken, speechStartedAtUs: number): void {
    this.#put(newEntry(spoken, Math.max(0, speechStartedAtUs)));
  }

  step(utteranceId: UtteranceId, event: EntryEvent): void {
    const entry = this.#entries.get(utteranceId);
    if (entry === undefined) return;
    const next = stepEntry(entry, event);
    if (next !== entry) this.#put(next);
  }

  /** The words of these go; that something was said stays in sight. */
  erase(isMeant: (entry: TranscriptEntry) => boolean): void {
    for (const entry of this.all()) {
      if (isMeant(entry)) this.step(entry.utteranceId, { type: 'erased' });
    }
  }

  #put(entry: TranscriptEntry): void {
    this.#entries.set(entry.utteranceId, entry);
    this.#onEntry(entry);
    if (this.#entries.size <= MAX_ENTRIES) return;
    // What still waits for its words stays in sight as long as anything answered can go.
    const entries = [...this.#entries.values()];
    const oldest = entries.find(isAnswered) ?? entries[0];
    if (oldest !== undefined) this.#entries.delete(oldest.utteranceId);
  }
}
