/** Everybody who works or worked here, in one file that only its owner can read. */
import { join } from 'node:path';
import { z } from 'zod';
import { MAX_PEOPLE, staffSchema } from '../../shared/people/people-view.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readTextIfThere, writeDurably } from '../durable-file.ts';
import { pinHashSchema } from './pin-hash.ts';
import { parseJson } from '../parse-json.ts';

const knownPersonSchema = z.strictObject({ ...staffSchema.shape, pin: pinHashSchema });
export type KnownPerson = z.infer<typeof knownPersonSchema>;

const peopleFileSchema = z.strictObject({
  format: z.literal(1),
  people: z.array(knownPersonSchema).max(MAX_PEOPLE).readonly(),
});

export function peoplePath(directory: string): string {
  return join(directory, 'people.json');
}

export async function readPeople(
  directory: string,
): Promise<Result<readonly KnownPerson[], 'corrupt' | 'cannot-read'>> {
  const text = await readTextIfThere(peoplePath(directory));
  if (!text.ok) return text;
  if (text.value === undefined) return ok([]);
  const parsed = peopleFileSchema.safeParse(parseJson(text.value));
  return parsed.success ? ok(parsed.data.people) : fail('corrupt');
}

export function savePeople(directory: string, people: readonly KnownPerson[]) {
  return writeDurably(peoplePath(directory), JSON.stringify({ format: 1, people }));
}
