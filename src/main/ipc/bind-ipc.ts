/**
 * Binds the renderer's calls before its page is loaded; what answers them (`answer-calls.ts`, with all
 * schemas) may still be on its way. Small, so that the window does not wait for it.
 */
import { fail } from '../../shared/result.ts';

/** Who asks: the frame as it was when the call came. */
export type Asker = {
  readonly origin: string;
  readonly url: string;
  readonly parent: unknown;
} | null;

export type AnswerCall<Name extends string> = (
  name: Name,
  asker: Asker,
  request: unknown,
) => Promise<unknown>;

export type Ipc = {
  readonly handle: (
    name: string,
    listener: (event: { readonly senderFrame: Asker }, request: unknown) => Promise<unknown>,
  ) => void;
};

/** When `answering` fails the station did not start, which is told elsewhere: calls get `internal`. */
export function bindIpc<Name extends string>(
  ipc: Ipc,
  names: readonly Name[],
  answering: Promise<AnswerCall<Name>>,
): void {
  const answerOrNot = answering.catch(() => () => Promise.resolve(fail('internal')));
  for (const name of names) {
    ipc.handle(name, async ({ senderFrame }, request) => {
      const answer = await answerOrNot;
      return answer(name, senderFrame, request);
    });
  }
}
