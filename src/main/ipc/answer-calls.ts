/**
 * Answers the renderer's calls by the contract. Only our page's main frame is heard; what it sends is
 * parsed; whatever happens, it gets a `Result`.
 */
import type { z } from 'zod';
import type { CallName } from '../../shared/ipc/channels.ts';
import { calls, type CallRequest, type CallResult } from '../../shared/ipc/contract.ts';
import { fail } from '../../shared/result.ts';
import type { AnswerCall, Asker } from './bind-ipc.ts';

export type Handlers = {
  readonly [Name in CallName]: (
    request: CallRequest<Name>,
  ) => CallResult<Name> | Promise<CallResult<Name>>;
};

export type AnswerOptions = {
  /** Origin of the page that may call. */
  readonly origin: string;
  /** A handler threw: a bug. */
  readonly onBug: (name: CallName, bug: unknown) => void;
  /** Someone else asked, or asked what the schema refuses. */
  readonly onRefused: (name: CallName, why: 'stranger' | 'bad-request') => void;
};

export function answerCalls(handlers: Handlers, options: AnswerOptions): AnswerCall {
  return async function answer<Name extends CallName>(
    name: Name,
    asker: Asker,
    request: unknown,
  ): Promise<CallResult<Name>> {
    if (!isOurPage(asker, options.origin)) {
      options.onRefused(name, 'stranger');
      return fail('bad-request');
    }
    const parsed = requestSchema(name).safeParse(request);
    if (!parsed.success) {
      options.onRefused(name, 'bad-request');
      return fail('bad-request');
    }
    try {
      return await handlers[name](parsed.data);
    } catch (bug) {
      options.onBug(name, bug);
      return fail('internal');
    }
  };
}

function isOurPage(asker: Asker, origin: string): boolean {
  return asker !== null && asker.parent === null && asker.origin === origin;
}

function requestSchema<Name extends CallName>(name: Name): z.ZodType<CallRequest<Name>> {
  const table: { readonly [Each in CallName]: { request: z.ZodType<CallRequest<Each>> } } = calls;
  return table[name].request;
}
