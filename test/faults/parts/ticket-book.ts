/** What a station's tickets have, read from its disk as the product has written it. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { WordsBecame } from '../../../src/shared/ipc/views.ts';

/** One delivery, and what the station's tickets made of it; null: they had it already. */
export type TicketLine = {
  readonly utteranceId: string;
  readonly text: string;
  readonly became: WordsBecame | null;
};

/** On the ticket once for each time that it was put there, and once in the list of missed words. */
export function timesShown(lines: readonly TicketLine[]): number {
  const onTicket = lines.filter(({ became }) => became === 'suggestions').length;
  // The last record of an utterance counts in that list.
  const isKeptApart = lines.some(({ became }) => became === 'missed' || became === 'words-only');
  return onTicket + (isKeptApart ? 1 : 0);
}

type TicketBook = {
  /** Of every lane, as often as it is there. */
  readonly applied: readonly string[];
  readonly missed: ReadonlySet<string>;
};

const laneSchema = z.looseObject({ applied: z.array(z.string()) });
const missedSchema = z.looseObject({ utteranceId: z.string() });

/** `directory` holds `open/<lane>.json` and `missed-words/<day>.jsonl`. */
export async function readTicketBook(directory: string): Promise<TicketBook> {
  const lanes = await textsIn(join(directory, 'open'), '.json');
  const days = await textsIn(join(directory, 'missed-words'), '.jsonl');
  const missed = days.flatMap((day) => day.split('\n').flatMap((line) => missedIn(line)));
  return {
    applied: lanes.flatMap((text) => laneSchema.parse(JSON.parse(text)).applied),
    missed: new Set(missed),
  };
}

/** A line that a kill has torn is no record. */
function missedIn(line: string): readonly string[] {
  try {
    return [missedSchema.parse(JSON.parse(line)).utteranceId];
  } catch {
    return [];
  }
}

async function textsIn(directory: string, extension: string): Promise<readonly string[]> {
  const names = await readdir(directory).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith(extension))
      .map((name) => readFile(join(directory, name), 'utf8')),
  );
}
