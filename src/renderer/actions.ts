/** What a person may do, as plain functions: a refusal becomes a notice in words, never a rejection. */
import type { Favourites } from '../shared/favourites.ts';
import type { SelfTest } from '../shared/ipc/self-test-calls.ts';
import type { LaneId, TicketId, UtteranceId } from '../shared/ids.ts';
import type { AudioDevice } from '../shared/audio-port/audio-port.ts';
import type { CallName } from '../shared/ipc/channels.ts';
import type { CallRequest, CallResult, Pos } from '../shared/ipc/contract.ts';
import type { OrderView } from '../shared/ipc/views.ts';
import type { WantedAdjustment } from '../shared/order/adjustment.ts';
import type { OrderType, Tender } from '../shared/order/order.ts';
import type { TicketCommand } from '../shared/order/ticket-command.ts';
import { fail, type Result } from '../shared/result.ts';
import type { Talk } from '../shared/talk.ts';
import type { Language } from '../shared/people/person.ts';
import type { ScreenSetup } from '../shared/screen-setup.ts';
import type { SoldAnyway } from '../shared/sold-out/sell-anyway.ts';
import type { SoldOutState, SoldOutSubject } from '../shared/sold-out/sold-out.ts';
import type { CallTools, LiveWords } from './call-tools.ts';
import { createDayActions, type DayActions } from './day-actions.ts';
import { createApprovals } from './people/approvals.ts';
import { createPeopleActions, type PeopleActions } from './people-actions.ts';
import { withNotice } from './notices/notice-list.ts';
import { createOrderActions, type OrderActions } from './order-actions.ts';
import { createPrintingActions, type PrintingActions } from './printing-actions.ts';
import type { Station } from './station.ts';
import type { Words } from './words/english.ts';

export type Heard = 'sounding' | 'no-device' | { readonly trouble: string };

export type Actions = TillActions & PeopleActions & DayActions & OrderActions;

type TillActions = {
  /** Shows it as a notice, in place of the last one about the same. */
  readonly warn: (text: string, about?: string) => void;
  /** Resolves to the failure in words, or undefined when the station was enrolled. */
  readonly enrol: (code: string) => Promise<string | undefined>;
  readonly pushToTalk: (laneId: LaneId, pressed: boolean) => void;
  readonly setMode: (laneId: LaneId, mode: 'hands-free' | 'push-to-talk') => void;
  readonly setVehicle: (laneId: LaneId, present: boolean) => void;
  readonly setTalk: (laneId: LaneId, talk: Talk) => void;
  /** Of replies, 0 to 1. */
  readonly setVolume: (laneId: LaneId, volume: number) => void;
  readonly setMuted: (laneId: LaneId, muted: boolean) => void;
  readonly listDevices: () => Promise<Result<readonly AudioDevice[], string>>;
  readonly chooseDevice: (request: CallRequest<'chooseDevice'>) => Promise<boolean>;
  readonly setCrewKey: (laneId: LaneId, held: boolean) => void;
  readonly useOtherDevice: (laneId: LaneId) => void;
  readonly selfTest: () => Promise<Result<SelfTest, string>>;
  readonly retryDevice: (laneId: LaneId) => void;
  /** One after the other; the first that is refused is the last. */
  readonly command: (laneId: LaneId, ...commands: readonly TicketCommand[]) => void;
  readonly nextGuest: (laneId: LaneId) => void;
  /** The guest sees what is to pay. */
  readonly tellTotal: (laneId: LaneId) => void;
  readonly undo: (laneId: LaneId) => void;
  readonly redo: (laneId: LaneId) => void;
  readonly setOrderType: (laneId: LaneId, orderType: OrderType) => void;
  readonly hold: (laneId: LaneId, label: string) => void;
  readonly recall: (laneId: LaneId, ticketId: TicketId) => void;
  readonly voidTicket: (laneId: LaneId, reason: string) => void;
  /** Resolves to the order, or to the failure in words. */
  readonly commit: (laneId: LaneId, tender: Tender) => Promise<Result<OrderView, string>>;
  readonly adjust: (laneId: LaneId, adjustment: WantedAdjustment) => void;
  readonly removeAdjustment: (laneId: LaneId, adjustmentId: string) => void;
  /** Counted, so that whoever runs the restaurants sees where help is needed. */
  readonly reportTrouble: (laneId: LaneId) => void;
  readonly setSoldOut: (subject: SoldOutSubject, state: SoldOutState) => void;
  readonly sellAnyway: (laneId: LaneId, what: SoldAnyway) => void;
  readonly setTakenOver: (laneId: LaneId, takenOver: boolean) => void;
  /** Resolves when it sounds; `no-device`: the lane has nothing to play sound on. */
  readonly hearAgain: (
    laneId: LaneId,
    utteranceId: UtteranceId,
    words: string | undefined,
  ) => Promise<Heard>;
  readonly stopHearing: (laneId: LaneId) => void;
  readonly markMissedSeen: (utteranceIds: readonly UtteranceId[]) => void;
  /** Resolves to the failure in words, or undefined when they are on the lane's ticket. */
  readonly putMissedOnTicket: (
    laneId: LaneId,
    utteranceId: UtteranceId,
  ) => Promise<string | undefined>;
  readonly retryParked: (utteranceIds: readonly UtteranceId[]) => void;
  /** Ok: how many, and where they are. */
  readonly exportRecordings: (
    utteranceIds: readonly UtteranceId[],
  ) => Promise<Result<{ readonly folder: string; readonly count: number }, string>>;
  /** Sound and words of the guest who said this. */
  readonly eraseGuestWords: (utteranceId: UtteranceId) => void;
  readonly openKitchen: () => void;
  readonly startTraining: () => void;
  readonly endTraining: () => void;
  readonly setScreen: (setup: ScreenSetup) => void;
  readonly setFavourites: (itemIds: Favourites) => void;
  /** Of whoever is signed in. */
  readonly setOwnLanguage: (language: Language) => void;
  readonly printing: PrintingActions;
  readonly reportPainted: (utteranceId: UtteranceId, revision: number) => void;
};

export function createActions(pos: Pos, notices: Station['notices'], words: LiveWords): Actions {
  /** A bridge that breaks is an `internal` failure like any other. */
  const settled = <Reply>(reply: Promise<Reply>) => reply.catch(() => fail('internal' as const));

  const { asked, withApproval } = createApprovals();

  const warn = (text: string, about = text) => {
    const notice = {
      noticeId: `refused: ${about}`,
      kind: 'warning',
      text: { en: text, es: text },
    } as const;
    notices.set(withNotice(notices.get(), notice));
  };
  const tell = (result: CallResult<CallName>): boolean => {
    if (result.ok) return true;
    // The person closed the PIN pad, and knows.
    if (result.failure === 'needs-approval' || result.failure === 'no-manager') return false;
    warn(words.failures[result.failure]);
    return false;
  };
  const inWords = <Reply>(result: Result<Reply, keyof Words['failures']>): Result<Reply, string> =>
    result.ok ? result : fail(words.failures[result.failure]);
  const fire = (reply: Promise<CallResult<CallName>>) => {
    void settled(reply).then(tell);
  };
  const tools: CallTools = { pos, words, settled, tell, inWords, withApproval };
  return {
    ...createOrderActions(pos, words, { withApproval, fire }),
    warn,
    enrol: async (code) => {
      const result = await settled(pos.enrol({ code }));
      return result.ok ? undefined : words.failures[result.failure];
    },
    pushToTalk: (laneId, pressed) => fire(pos.setPushToTalk({ laneId, pressed })),
    setVehicle: (laneId, present) => fire(pos.setVehicle({ laneId, present })),
    setTalk: (laneId, talk) => fire(pos.setTalk({ laneId, talk })),
    setVolume: (laneId, volume) => fire(pos.setVolume({ laneId, volume })),
    setMode: (laneId, mode) => fire(pos.setLaneMode({ laneId, mode })),
    setMuted: (laneId, muted) => fire(pos.setMuted({ laneId, muted })),
    listDevices: async () => inWords(await settled(pos.listDevices(undefined))),
    chooseDevice: async (request) => tell(await settled(pos.chooseDevice(request))),
    setCrewKey: (laneId, held) => fire(pos.setCrewKey({ laneId, held })),
    useOtherDevice: (laneId) => fire(pos.useOtherDevice({ laneId })),
    selfTest: async () => inWords(await settled(pos.runSelfTest(undefined))),
    retryDevice: (laneId) => fire(pos.retryDevice({ laneId })),
    command: (laneId, ...commands) => {
      void inOrder(commands, async (command) =>
        tell(await settled(pos.applyTicketCommand({ laneId, command }))),
      );
    },
    nextGuest: (laneId) => fire(pos.nextGuest({ laneId })),
    tellTotal: (laneId) => fire(pos.tellTotal({ laneId })),
    undo: (laneId) => fire(pos.undoTicket({ laneId })),
    redo: (laneId) => fire(pos.redoTicket({ laneId })),
    setOrderType: (laneId, orderType) => fire(pos.setOrderType({ laneId, orderType })),
    hold: (laneId, label) => fire(pos.holdTicket({ laneId, label })),
    recall: (laneId, ticketId) => fire(pos.recallTicket({ laneId, ticketId })),
    voidTicket: (laneId, reason) =>
      fire(withApproval((approved) => settled(pos.voidTicket({ laneId, reason, ...approved })))),
    commit: async (laneId, tender) => inWords(await settled(pos.commitTicket({ laneId, tender }))),
    adjust: (laneId, adjustment) =>
      fire(
        withApproval((approved) => settled(pos.adjustTicket({ laneId, adjustment, ...approved }))),
      ),
    removeAdjustment: (laneId, adjustmentId) =>
      fire(pos.removeAdjustment({ laneId, adjustmentId })),
    reportTrouble: (laneId) => fire(pos.reportTrouble({ laneId })),
    setSoldOut: (subject, state) =>
      fire(withApproval((approved) => settled(pos.setSoldOut({ subject, state, ...approved })))),
    sellAnyway: (laneId, what) =>
      fire(withApproval((approved) => settled(pos.sellAnyway({ laneId, what, ...approved })))),
    ...createPeopleActions(tools, asked),
    ...createDayActions(tools),
    setTakenOver: (laneId, takenOver) => fire(pos.setTakenOver({ laneId, takenOver })),
    hearAgain: async (laneId, utteranceId, heard) => {
      const part = heard === undefined ? {} : { words: heard };
      const result = await settled(pos.hearAgain({ laneId, utteranceId, ...part }));
      if (result.ok) return 'sounding';
      if (result.failure === 'no-playback-device') return 'no-device';
      return { trouble: words.failures[result.failure] };
    },
    stopHearing: (laneId) => fire(pos.stopHearing({ laneId })),
    markMissedSeen: (utteranceIds) => fire(pos.markMissedSeen({ utteranceIds })),
    putMissedOnTicket: async (laneId, utteranceId) => {
      const result = await settled(pos.putMissedOnTicket({ laneId, utteranceId }));
      return result.ok ? undefined : words.failures[result.failure];
    },
    retryParked: (utteranceIds) => fire(pos.retryParked({ utteranceIds: [...utteranceIds] })),
    exportRecordings: async (utteranceIds) =>
      tools.inWords(
        await withApproval((approved) =>
          settled(pos.exportRecordings({ utteranceIds: [...utteranceIds], ...approved })),
        ),
      ),
    eraseGuestWords: (utteranceId) =>
      fire(withApproval((approved) => settled(pos.eraseGuestWords({ utteranceId, ...approved })))),
    printing: createPrintingActions(tools),
    openKitchen: () => fire(pos.openKitchen(undefined)),
    startTraining: () =>
      fire(withApproval((approved) => settled(pos.startTraining({ ...approved })))),
    endTraining: () => fire(pos.endTraining(undefined)),
    setFavourites: (itemIds) => fire(pos.setFavourites({ itemIds })),
    setScreen: (setup) => fire(pos.setScreen(setup)),
    setOwnLanguage: (language) => fire(pos.setOwnLanguage({ language })),
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
