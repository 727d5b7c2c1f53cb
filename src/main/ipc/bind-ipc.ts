/**
 * Answers the renderer's calls by the contract. Only our page's main frame is heard; what it sends is
 * parsed; whatever happens, it gets a `Result`.
 */
import { CALLS, type CallName } from '../../shared/ipc/channels.ts';
import { calls, type CallRequest, type CallResult } from '../../shared/ipc/contract.ts';
import { fail } from '../../shared/result.ts';
import type { z } from 'zod';

/** The parts of Electron's invoke event that tell who asks. */
export type Asker = {
  readonly senderFrame: { readonly origin: string; readonly parent: unknown } | null;
};

export type Handlers = {
  readonly [Name in CallName]: (
    request: CallRequest<Name>,
  ) => CallResult<Name> | Promise<CallResult<Name>>;
};

export type Ipc = {
  readonly handle: (
    name: string,
    listener: (event: Asker, request: unknown) => Promise<unknown>,
  ) => void;
};

type BindOptions = {
  /** Origin of the page that may call. */
  readonly origin: string;
  /** A handler threw: a bug. */
  readonly onBug: (name: CallName, bug: unknown) => void;
  /** Someone else asked, or asked what the schema refuses. */
  readonly onRefused: (name: CallName, why: 'stranger' | 'bad-request') => void;
};

/** Binds every call at once; they wait for handlers that are still being made. */
export function bindIpc(ipc: Ipc, handlers: Promise<Handlers>, options: BindOptions): void {
  for (const name of CALLS) {
    ipc.handle(name, (event, request) => answer(name, event, request));
  }

  async function answer<Name extends CallName>(
    name: Name,
    event: Asker,
    request: unknown,
  ): Promise<CallResult<Name>> {
    if (!isOurPage(event, options.origin)) {
      options.onRefused(name, 'stranger');
      return fail('bad-request');
    }
    const parsed = requestSchema(name).safeParse(request);
    if (!parsed.success) {
      options.onRefused(name, 'bad-request');
      return fail('bad-request');
    }
    try {
      return await (await handlers)[name](parsed.data);
    } catch (bug) {
      options.onBug(name, bug);
      return fail('internal');
    }
  }
}

function isOurPage({ senderFrame }: Asker, origin: string): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === origin;
}

function requestSchema<Name extends CallName>(name: Name): z.ZodType<CallRequest<Name>> {
  const table: { readonly [Each in CallName]: { request: z.ZodType<CallRequest<Each>> } } = calls;
  return table[name].request;
}
