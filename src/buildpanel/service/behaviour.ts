/** How this BuildPanel behaves, and misbehaves: set at the start by options and at any time by the admin call. */
import { z } from 'zod';
import { dialectSchema } from '../../shared/buildpanel/dialects.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

/** BuildPanel's calls, by the names that `BUILDPANEL_PATHS` gives them. */
export const CALLS = [
  'health',
  'voice',
  'voiceMetadata',
  'voiceRealtime',
  'chat',
  'menu',
  'orders',
  'socket',
] as const;
export type Call = (typeof CALLS)[number];

/**
 * In place of an answer: a gateway's 502 page, one of BuildPanel's documented errors, silence (`hang`), or a
 * connection that is cut (`reset`). On the socket they meet the upgrade; `mute` opens it and never says a word.
 */
export const FAULTS = ['502-html', '413', '429', '500', '503', 'hang', 'reset', 'mute'] as const;
export type Fault = (typeof FAULTS)[number];

export const behaviourSchema = z.strictObject({
  /** Dialects that the socket speaks; none: there is no socket (404). */
  dialects: z.array(dialectSchema).readonly(),
  /** Whether the call that gives words exists. */
  metadata: z.boolean(),
  /** The realtime call: no answer, as seen live, or a stream of words. */
  realtime: z.enum(['hang', 'stream']),
  chatbot: z.boolean(),
  /** `empty` is what was seen live; `bare` is the other form that clients must take: an array alone. */
  menu: z.enum(['empty', 'served', 'bare']),
  /** Faults by call; `all` meets every call that has none of its own. */
  faults: z.partialRecord(z.enum(['all', ...CALLS]), z.enum(FAULTS)),
  /** The spoken reply: as it should be, half an MP3, no bytes, or JSON with status 200 and no sound. */
  reply: z.enum(['whole', 'truncated-mp3', 'empty-mp3', 'json-instead-of-mp3']),
  /** Sockets are cut after so many 20 ms frames; null: never. */
  closeAfterFrames: z.number().int().min(1).max(100_000).nullable(),
  /** A whole utterance of this digest never gets an answer; null: there is none such. */
  hangsOn: z.string().nullable(),
  /** Every answer is late by so much. */
  slowMs: z.number().int().min(0).max(600_000),
});
export type Behaviour = z.infer<typeof behaviourSchema>;

const changeSchema = behaviourSchema.partial();

/** The behaviour in force. One for a service; calls read it when they begin. */
export class BehaviourSwitch {
  #current: Behaviour;

  constructor(initial: Behaviour) {
    this.#current = initial;
  }

  get current(): Behaviour {
    return this.#current;
  }

  faultOn(call: Call): Fault | null {
    const { faults } = this.#current;
    return faults[call] ?? faults.all ?? null;
  }

  /** Named settings change, whole; the failure says which one isn't understood. */
  change(source: unknown): Result<Behaviour, string> {
    const parsed = changeSchema.safeParse(source);
    if (!parsed.success) return fail(z.prettifyError(parsed.error));
    const named = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
    this.#current = { ...this.#current, ...Object.fromEntries(named) };
    return ok(this.#current);
  }
}
