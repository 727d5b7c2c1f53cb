/**
 * The one contract between main and renderer: for every call its request, reply and closed set of
 * failure codes; for every push its payload and how it may be thinned. Main, preload, renderer and the
 * end-to-end harness derive from it; a name without an entry does not compile.
 */
import { z } from 'zod';
import { audioDeviceSchema } from '../audio-port/audio-port.ts';
import { favouritesSchema } from '../favourites.ts';
import { laneIdSchema, ticketIdSchema, utteranceIdSchema } from '../ids.ts';
import { menuSchema } from '../menu/menu.ts';
import { orderTypeSchema, tenderSchema } from '../order/order.ts';
import { ticketCommandSchema } from '../order/ticket-command.ts';
import { TICKET_LIMITS } from '../order/ticket-refusal.ts';
import { ticketSchema } from '../order/ticket.ts';
import { printingViewSchema } from '../printing/printing-view.ts';
import type { Result } from '../result.ts';
import { APPROVAL_FAILURES, approvalSchema } from '../people/approval.ts';
import { peopleViewSchema } from '../people/people-view.ts';
import { screenSetupSchema } from '../screen-setup.ts';
import { soldOutMarkSchema } from '../sold-out/sold-out.ts';
import { adjustCalls } from './adjust-calls.ts';
import type { CallName, PushName } from './channels.ts';
import { CHARGE_FAILURES, orderCalls } from './order-calls.ts';
import { tipPercentsSchema } from '../day/tips.ts';
import { shiftViewSchema } from '../day/shift-view.ts';
import { healthCalls, laneHealthSchema } from './health-calls.ts';
import { selfTestCalls } from './self-test-calls.ts';
import { dayCalls } from './day-calls.ts';
import { peopleCalls } from './people-calls.ts';
import { printingCalls } from './printing-calls.ts';
import { counterViewSchema, trainingCalls } from './training-calls.ts';
import { privacyCalls } from './privacy-calls.ts';
import { talkCalls } from './talk-calls.ts';
import { vehicleCalls } from './vehicle-calls.ts';
import { volumeCalls } from './volume-calls.ts';
import {
  connectionViewSchema,
  guestNoticeViewSchema,
  heldTicketSchema,
  laneTicketSchema,
  laneViewSchema,
  levelViewSchema,
  missedSchema,
  noticeSchema,
  orderCountsSchema,
  orderViewSchema,
  snapshotSchema,
  spoolViewSchema,
  transcriptEntrySchema,
} from './views.ts';

const nothing = z.undefined();
const lane = { laneId: laneIdSchema };

type CallContract = {
  readonly request: z.ZodType;
  readonly reply: z.ZodType;
  readonly failures: readonly string[];
};

export const calls = {
  getSnapshot: { request: nothing, reply: snapshotSchema, failures: [] },
  /** Enrols the station with a one-time code from the relay's operator. */
  enrol: {
    request: z.strictObject({ code: z.string().min(1).max(64) }),
    reply: nothing,
    failures: [
      'code-malformed',
      'code-unknown',
      'code-expired',
      'code-used',
      'too-many-requests',
      'relay-away',
      'cannot-store-credentials',
    ],
  },
  setPushToTalk: {
    request: z.strictObject({ ...lane, pressed: z.boolean() }),
    reply: nothing,
    failures: ['unknown-lane', 'wrong-mode'],
  },
  setLaneMode: {
    request: z.strictObject({ ...lane, mode: z.enum(['hands-free', 'push-to-talk']) }),
    reply: nothing,
    failures: ['unknown-lane'],
  },
  setMuted: {
    request: z.strictObject({ ...lane, muted: z.boolean() }),
    reply: nothing,
    failures: ['unknown-lane'],
  },
  listDevices: {
    request: nothing,
    reply: z.array(audioDeviceSchema),
    failures: ['audio-unavailable'],
  },
  /** What is not named stays what it is; `playback: null` means that nothing is played. */
  chooseDevice: {
    request: z.strictObject({
      ...lane,
      capture: z.string().min(1).max(200).optional(),
      playback: z.string().min(1).max(200).nullable().optional(),
    }),
    reply: nothing,
    failures: ['unknown-lane', 'cannot-save'],
  },
  retryDevice: { request: z.strictObject(lane), reply: nothing, failures: ['unknown-lane'] },
  applyTicketCommand: {
    request: z.strictObject({ ...lane, command: ticketCommandSchema }),
    reply: ticketSchema,
    failures: ['unknown-lane', 'refused', ...TICKET_LIMITS, 'sold-out', 'cannot-save'],
  },
  /** The guest has left: a new session and an empty ticket; the old ticket is kept on disk. */
  nextGuest: {
    request: z.strictObject(lane),
    reply: nothing,
    failures: ['unknown-lane', 'cannot-save'],
  },
  /** Takes back the last change of the ticket, by voice or touch; kept per ticket, not over a commit. */
  undoTicket: {
    request: z.strictObject(lane),
    reply: ticketSchema,
    failures: ['unknown-lane', 'nothing-to-undo', 'cannot-save'],
  },
  redoTicket: {
    request: z.strictObject(lane),
    reply: ticketSchema,
    failures: ['unknown-lane', 'nothing-to-redo', 'cannot-save'],
  },
  setOrderType: {
    request: z.strictObject({ ...lane, orderType: orderTypeSchema }),
    reply: nothing,
    failures: ['unknown-lane', 'cannot-save'],
  },
  /** Sets the ticket aside under a label; the lane goes on with an empty one and a new session. */
  holdTicket: {
    request: z.strictObject({ ...lane, label: z.string().trim().min(1).max(40) }),
    reply: nothing,
    failures: ['unknown-lane', 'nothing-to-hold', 'cannot-save'],
  },
  /** Puts a held ticket on the lane; only onto an empty ticket, so that nothing is overwritten. */
  recallTicket: {
    request: z.strictObject({ ...lane, ticketId: ticketIdSchema }),
    reply: ticketSchema,
    failures: ['unknown-lane', 'unknown-ticket', 'ticket-open', 'cannot-save'],
  },
  /** Drops the open ticket with a reason; it is kept in the archive with that reason. */
  voidTicket: {
    request: z.strictObject({
      ...lane,
      reason: z.string().trim().min(1).max(100),
      approval: approvalSchema.optional(),
    }),
    reply: nothing,
    failures: ['unknown-lane', 'nothing-to-void', 'cannot-save', ...APPROVAL_FAILURES],
  },
  /** The ticket becomes an order, is on disk before this answers, and goes to the relay from there. */
  commitTicket: {
    request: z.strictObject({ ...lane, tender: tenderSchema }),
    reply: orderViewSchema,
    failures: [
      'unknown-lane',
      'nothing-to-commit',
      'unconfirmed-lines',
      'choice-required',
      'tender-too-small',
      ...CHARGE_FAILURES,
      'sold-out',
      'cannot-save',
    ],
  },
  /** Its own window (`kitchen-contract.ts`); one that is open comes to the front. */
  openKitchen: { request: nothing, reply: nothing, failures: [] },
  /** The frame that shows this revision of a transcript has been painted: the last hop's latency. */
  reportPainted: {
    request: z.strictObject({ utteranceId: utteranceIdSchema, revision: z.number().int().min(0) }),
    reply: nothing,
    failures: [],
  },
  ...peopleCalls,
  /** Staff take the ticket from voice, or hand it back. It ends with the guest. */
  setTakenOver: {
    request: z.strictObject({ ...lane, takenOver: z.boolean() }),
    reply: nothing,
    failures: ['unknown-lane', 'cannot-save'],
  },
  /** Plays the sound of an utterance on the lane's playback device; with `words`, the part they are in. */
  hearAgain: {
    request: z.strictObject({
      ...lane,
      utteranceId: utteranceIdSchema,
      words: z.string().max(2_000).optional(),
    }),
    reply: nothing,
    failures: [
      'unknown-lane',
      'no-playback-device',
      'device-away',
      'lane-busy',
      'sound-erased',
      'cannot-play',
    ],
  },
  stopHearing: { request: z.strictObject(lane), reply: nothing, failures: ['unknown-lane'] },
  markMissedSeen: {
    request: z.strictObject({ utteranceIds: z.array(utteranceIdSchema).max(500).readonly() }),
    reply: nothing,
    failures: ['cannot-save'],
  },
  /** A person wants these words on the open ticket: they become suggestions there. */
  putMissedOnTicket: {
    request: z.strictObject({ ...lane, utteranceId: utteranceIdSchema }),
    reply: ticketSchema,
    failures: ['unknown-lane', 'unknown-words', 'no-order-in-words', 'cannot-save'],
  },
  /** Sends what was set aside again; without ids, all of it. */
  retryParked: {
    request: z.strictObject({ utteranceIds: z.array(utteranceIdSchema).max(500).optional() }),
    reply: nothing,
    failures: ['not-parked'],
  },
  /** Writes recordings that have no words as WAV files, where people find them. */
  exportRecordings: {
    request: z.strictObject({
      utteranceIds: z.array(utteranceIdSchema).min(1).max(500).readonly(),
      approval: approvalSchema.optional(),
    }),
    reply: z.strictObject({ folder: z.string(), count: z.number().int().min(1) }),
    failures: [...APPROVAL_FAILURES, 'sound-erased', 'cannot-save'],
  },
  ...orderCalls,
  ...adjustCalls,
  ...printingCalls,
  setScreen: { request: screenSetupSchema, reply: nothing, failures: ['cannot-save'] },
  setFavourites: {
    request: z.strictObject({ itemIds: favouritesSchema }),
    reply: nothing,
    failures: ['cannot-save'],
  },
  ...dayCalls,
  ...trainingCalls,
  ...privacyCalls,
  ...talkCalls,
  ...volumeCalls,
  ...vehicleCalls,
  ...healthCalls,
  ...selfTestCalls,
  /** The till shows what is to pay: what is taken off the ticket from now on is in the audit trail. */
  tellTotal: {
    request: z.strictObject(lane),
    reply: nothing,
    failures: ['unknown-lane', 'cannot-save'],
  },
} as const satisfies Record<CallName, CallContract>;

/** `every`: none may be left out; `latest`: a newer one replaces one that was not sent yet. */
type PushContract = { readonly payload: z.ZodType; readonly keep: 'every' | 'latest' };

export const pushes = {
  onConnection: { payload: connectionViewSchema, keep: 'latest' },
  onLane: { payload: laneViewSchema, keep: 'every' },
  /** The lanes there are now, told when they may have changed: one that is not named is gone. */
  onLanes: { payload: z.array(laneIdSchema).readonly(), keep: 'latest' },
  onLevel: { payload: levelViewSchema, keep: 'latest' },
  onTranscript: { payload: transcriptEntrySchema, keep: 'every' },
  onTicket: { payload: laneTicketSchema, keep: 'every' },
  onHeld: { payload: z.array(heldTicketSchema).readonly(), keep: 'latest' },
  /** News of one of the newest orders, as the snapshot lists them. */
  onOrder: { payload: orderViewSchema, keep: 'every' },
  onOrderCounts: { payload: orderCountsSchema, keep: 'latest' },
  onSpool: { payload: spoolViewSchema, keep: 'latest' },
  onMenu: {
    payload: z.strictObject({ menu: menuSchema, menuSource: z.enum(['restaurant', 'demo']) }),
    keep: 'latest',
  },
  onNotice: { payload: noticeSchema, keep: 'every' },
  onPeople: { payload: peopleViewSchema, keep: 'latest' },
  /** What it told of is over. */
  onNoticeCleared: { payload: noticeSchema.pick({ noticeId: true }), keep: 'every' },
  onMissed: { payload: z.array(missedSchema).readonly(), keep: 'latest' },
  /** Everything that is sold out now. */
  onSoldOut: { payload: z.array(soldOutMarkSchema).readonly(), keep: 'latest' },
  onPrinting: { payload: printingViewSchema, keep: 'latest' },
  onScreen: { payload: screenSetupSchema, keep: 'latest' },
  onShift: { payload: shiftViewSchema, keep: 'latest' },
  onTips: { payload: tipPercentsSchema, keep: 'latest' },
  /** Training begins or ends: this stands in place of all that was told of the other counter. */
  onCounter: { payload: counterViewSchema, keep: 'every' },
  onGuestNotice: { payload: guestNoticeViewSchema, keep: 'latest' },
  onHealth: { payload: laneHealthSchema, keep: 'every' },
  onFavourites: { payload: favouritesSchema, keep: 'latest' },
} as const satisfies Record<PushName, PushContract>;

export type CallRequest<Name extends CallName> = z.infer<(typeof calls)[Name]['request']>;
export type CallReply<Name extends CallName> = z.infer<(typeof calls)[Name]['reply']>;
/** `bad-request`: the renderer sent what the schema refuses; `internal`: a bug in main, logged there. */
export type CallFailure<Name extends CallName> =
  (typeof calls)[Name]['failures'][number] | 'bad-request' | 'internal';
export type CallResult<Name extends CallName> = Result<CallReply<Name>, CallFailure<Name>>;
export type PushPayload<Name extends PushName> = z.infer<(typeof pushes)[Name]['payload']>;

/** `window.pos` */
export type Pos = {
  readonly [Name in CallName]: (request: CallRequest<Name>) => Promise<CallResult<Name>>;
} & {
  readonly [Name in PushName]: (listener: (payload: PushPayload<Name>) => void) => () => void;
};
