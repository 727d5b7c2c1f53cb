/** What every kind of action needs: calls that settle, refusals in words, PINs when asked for. */
import type { CallName } from '../shared/ipc/channels.ts';
import type { CallResult, Pos } from '../shared/ipc/contract.ts';
import type { Result } from '../shared/result.ts';
import type { WithApproval } from './people/approvals.ts';
import type { Words } from './words/english.ts';

/** Reads as of now: whoever signs in brings a language. */
export type LiveWords = Pick<Words, 'failures'>;

export type CallTools = {
  readonly pos: Pos;
  readonly words: LiveWords;
  /** A bridge that breaks is an `internal` failure like any other. */
  readonly settled: <Reply>(
    reply: Promise<Reply>,
  ) => Promise<Reply | { readonly ok: false; readonly failure: 'internal' }>;
  /** A refusal becomes a notice, but for one that the person made; answers whether it went well. */
  readonly tell: (result: CallResult<CallName>) => boolean;
  readonly inWords: <Reply>(
    result: Result<Reply, keyof Words['failures']>,
  ) => Result<Reply, string>;
  readonly withApproval: WithApproval;
};
