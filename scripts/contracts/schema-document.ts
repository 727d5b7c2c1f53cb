/** JSON Schemas (2020-12) of what is on the wire, out of the schemas that the relay parses with. */
import { z } from 'zod';

export type Json = Readonly<Record<string, unknown>>;

/** What a sender may write: a default need not be sent. */
export function schemaOf(schema: z.ZodType): Json {
  const whole = Object.entries(z.toJSONSchema(schema, { io: 'input' }));
  return Object.fromEntries(whole.filter(([name]) => name !== '$schema'));
}

/** The same words each time, so that a test can compare. */
export function documentText(document: Json): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
