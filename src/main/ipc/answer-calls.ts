/**
 * Answers the renderers' calls by their contracts. Only the main frame of the page that a call is for is heard;
 * what it sends is parsed; whatever happens, it gets a `Result`.
 */
import type { z } from 'zod';
import type { CallName } from '../../shared/ipc/channels.ts';
import { calls, type CallRequest, type CallResult } from '../../shared/ipc/contract.ts';
import type { KitchenCallName } from '../../shared/ipc/kitchen-channels.ts';
import {
  kitchenCalls,
  type KitchenRequest,
  type KitchenResult,
} from '../../shared/ipc/kitchen-contract.ts';
import { fail } from '../../shared/result.ts';
import type { AnswerCall, Asker } from './bind-ipc.ts';

export type Handlers = {
  readonly [Name in CallName]: (
    request: CallRequest<Name>,
  ) => CallResult<Name> | Promise<CallResult<Name>>;
};

export type KitchenHandlers = {
  readonly [Name in KitchenCallName]: (
    request: KitchenRequest<Name>,
  ) => KitchenResult<Name> | Promise<KitchenResult<Name>>;
};

export type AnswerOptions = {
  /** Origin of the pages that may call. */
  readonly origin: string;
  /** A handler threw: a bug. */
  readonly onBug: (name: string, bug: unknown) => void;
  /** Someone else asked, or asked what the schema refuses. */
  readonly onRefused: (name: string, why: 'stranger' | 'bad-request') => void;
};

/** The till's calls, each by the handlers of its moment. The kitchen's page is a stranger to them. */
export function answerCalls(
  handlers: () => Handlers,
  options: AnswerOptions,
): AnswerCall<CallName> {
  return async function answer<Name extends CallName>(
    name: Name,
    asker: Asker,
    request: unknown,
  ): Promise<CallResult<Name>> {
    const table: { readonly [Each in CallName]: { request: z.ZodType<CallRequest<Each>> } } = calls;
    const call = {
      name,
      page: 'till',
      schema: table[name].request,
      handle: handlers()[name],
    } as const;
    return answerOne(call, asker, request, options);
  };
}

/** The kitchen window's calls. */
export function answerKitchenCalls(
  handlers: KitchenHandlers,
  options: AnswerOptions,
): AnswerCall<KitchenCallName> {
  return async function answer<Name extends KitchenCallName>(
    name: Name,
    asker: Asker,
    request: unknown,
  ): Promise<KitchenResult<Name>> {
    const table: {
      readonly [Each in KitchenCallName]: { request: z.ZodType<KitchenRequest<Each>> };
    } = kitchenCalls;
    const schema = table[name].request;
    const call = { name, page: 'kitchen', schema, handle: handlers[name] } as const;
    return answerOne(call, asker, request, options);
  };
}

type Page = 'till' | 'kitchen';

async function answerOne<Request, Reply>(
  call: {
    readonly name: string;
    readonly page: Page;
    readonly schema: z.ZodType<Request>;
    readonly handle: (request: Request) => Reply | Promise<Reply>;
  },
  asker: Asker,
  request: unknown,
  { origin, onBug, onRefused }: AnswerOptions,
) {
  const refused = fail('bad-request' as const);
  if (!isPage(asker, origin, call.page)) {
    onRefused(call.name, 'stranger');
    return refused;
  }
  const parsed = call.schema.safeParse(request);
  if (!parsed.success) {
    onRefused(call.name, 'bad-request');
    return refused;
  }
  try {
    return await call.handle(parsed.data);
  } catch (bug) {
    onBug(call.name, bug);
    return fail('internal' as const);
  }
}

function isPage(asker: Asker, origin: string, page: Page): boolean {
  if (asker?.parent !== null || asker.origin !== origin || !URL.canParse(asker.url)) return false;
  return (new URL(asker.url).pathname === '/kitchen.html') === (page === 'kitchen');
}
