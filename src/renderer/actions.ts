/** What a person may do, as plain functions: a refusal becomes a notice in words, never a rejection. */
import type { LaneId, UtteranceId } from '../shared/ids.ts';
import type { AudioDevice } from '../shared/audio-port/audio-port.ts';
import type { CallName } from '../shared/ipc/channels.ts';
import type { CallRequest, CallResult, Pos } from '../shared/ipc/contract.ts';
import type { TicketCommand } from '../shared/order/ticket-command.ts';
import { fail, type Result } from '../shared/result.ts';
import { withNotice } from './notices/notice-list.ts';
import type { Station } from './station.ts';
import type { Words } from './words/english.ts';

export type Actions = {
  /** Resolves to the failure in words, or undefined when the station was enrolled. */
  readonly enrol: (code: string) => Promise<string | undefined>;
  readonly pushToTalk: (laneId: LaneId, pressed: boolean) => void;
  readonly setMode: (laneId: LaneId, mode: 'hands-free' | 'push-to-talk') => void;
  readonly setMuted: (laneId: LaneId, muted: boolean) => void;
  readonly listDevices: () => Promise<Result<readonly AudioDevice[], string>>;
  readonly chooseDevice: (request: CallRequest<'chooseDevice'>) => Promise<boolean>;
  readonly retryDevice: (laneId: LaneId) => void;
  /** One after the other; the first that is refused is the last. */
  readonly command: (laneId: LaneId, ...commands: readonly TicketCommand[]) => void;
  readonly nextGuest: (laneId: LaneId) => void;
  readonly reportPainted: (utteranceId: UtteranceId, revision: number) => void;
};

export function createActions(pos: Pos, notices: Station['notices'], words: Words): Actions {
  /** A bridge that breaks is an `internal` failure like any other. */
  const settled = <Reply>(reply: Promise<Reply>) => reply.catch(() => fail('internal' as const));

  const tell = (result: CallResult<CallName>): boolean => {
    if (result.ok) return true;
    const text = words.failures[result.failure];
    const notice = { noticeId: `refused: ${text}`, kind: 'warning', text } as const;
    notices.set(withNotice(notices.get(), notice));
    return false;
  };
  const fire = (reply: Promise<CallResult<CallName>>) => {
    void settled(reply).then(tell);
  };
  return {
    enrol: async (code) => {
      const result = await settled(pos.enrol({ code }));
      return result.ok ? undefined : words.failures[result.failure];
    },
    pushToTalk: (laneId, pressed) => fire(pos.setPushToTalk({ laneId, pressed })),
    setMode: (laneId, mode) => fire(pos.setLaneMode({ laneId, mode })),
    setMuted: (laneId, muted) => fire(pos.setMuted({ laneId, muted })),
    listDevices: async () => {
      const result = await settled(pos.listDevices(undefined));
      return result.ok ? result : fail(words.failures[result.failure]);
    },
    chooseDevice: async (request) => tell(await settled(pos.chooseDevice(request))),
    retryDevice: (laneId) => fire(pos.retryDevice({ laneId })),
    command: (laneId, ...commands) => {
      void inOrder(commands, async (command) =>
        tell(await settled(pos.applyTicketCommand({ laneId, command }))),
      );
    },
    nextGuest: (laneId) => fire(pos.nextGuest({ laneId })),
    reportPainted: (utteranceId, revision) => {
      void settled(pos.reportPainted({ utteranceId, revision }));
    },
  };
}

async function inOrder<Item>(
  items: readonly Item[],
  act: (item: Item) => Promise<boolean>,
): Promise<void> {
  for (const item of items) {
    if (!(await act(item))) return;
  }
}
