/** What the screen is told: one snapshot at the start, then pushes of its parts. */
import { z } from 'zod';
import { audioFailureSchema, volumeSchema } from '../audio-port/audio-port.ts';
import { verdictSchema } from '../buildpanel/verdict.ts';
import { favouritesSchema } from '../favourites.ts';
import { laneIdSchema, sessionIdSchema, ticketIdSchema, utteranceIdSchema } from '../ids.ts';
import { laneHealthSchema } from './health-calls.ts';
import { menuSchema } from '../menu/menu.ts';
import { orderEventSchema } from '../order/order-event.ts';
import { orderSchema, orderTypeSchema } from '../order/order.ts';
import { ticketSchema } from '../order/ticket.ts';
import { tipPercentsSchema } from '../day/tips.ts';
import { shiftViewSchema } from '../day/shift-view.ts';
import { peopleViewSchema } from '../people/people-view.ts';
import { translatedSchema } from '../people/translated.ts';
import { screenSetupSchema } from '../screen-setup.ts';
import { soldOutMarkSchema } from '../sold-out/sold-out.ts';
import { printingViewSchema } from '../printing/printing-view.ts';
import { trainingViewSchema } from '../training.ts';
import { viaSchema } from '../wire/down.ts';
import { talkViewSchema } from './talk-calls.ts';
import { vehicleViewSchema } from './vehicle-calls.ts';

/** Microseconds of the machine's monotonic clock. */
const monotonicUs = z.number().min(0);

/**
 * What a weak line to the relay makes of speech: `medium` carries it in a lighter form, `low` in larger pieces too;
 * over `batch` what was said goes whole, and words come after speech.
 */
export const weakLinkSchema = z.enum(['medium', 'low', 'batch']);
export type WeakLink = z.infer<typeof weakLinkSchema>;

/** The way to the relay, and what stands behind it. */
export const connectionViewSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('not-enrolled') }),
  z.strictObject({ state: z.literal('connecting'), attempt: z.number().int().min(1) }),
  z.strictObject({
    state: z.literal('online'),
    verdict: verdictSchema,
    streaming: z.boolean(),
    /** Round trip to the relay; absent until it was measured. */
    rttMs: z.number().min(0).optional(),
    /** Absent while the line is good. */
    weakLink: weakLinkSchema.optional(),
  }),
  z.strictObject({
    state: z.literal('offline'),
    reason: z.enum([
      'relay-away',
      'silent',
      'token-refused',
      'bad-protocol',
      'overloaded',
      'going-away',
    ]),
    retryInMs: z.number().int().min(0),
  }),
  /** Trying again would not help: a person must act. */
  z.strictObject({ state: z.literal('stopped'), reason: z.enum(['revoked', 'replaced']) }),
]);

/** absent → opening → open → failing → opening … */
export const deviceViewSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('absent'), name: z.string(), failure: audioFailureSchema }),
  z.strictObject({ state: z.literal('opening'), name: z.string() }),
  z.strictObject({ state: z.literal('open'), name: z.string() }),
  z.strictObject({ state: z.literal('failing'), name: z.string(), failure: audioFailureSchema }),
]);

export const laneViewSchema = z.strictObject({
  laneId: laneIdSchema,
  name: z.string(),
  /** What the lane does now. `idle`: nothing is heard (no device, muted, or push-to-talk not pressed). */
  state: z.enum(['idle', 'listening', 'hearing', 'thinking', 'speaking', 'taken-over']),
  mode: z.enum(['hands-free', 'push-to-talk']),
  muted: z.boolean(),
  /** How a press is made; absent in hands-free. */
  talk: talkViewSchema.optional(),
  /** A guest is at the lane; absent while nobody said so. */
  vehicle: vehicleViewSchema.optional(),
  device: deviceViewSchema,
  playbackDevice: z.string().optional(),
  /** Of replies; absent: as they come. */
  volume: volumeSchema.optional(),
  /** Sound that was lost before capture since the app started (audio host replaced, device gaps). */
  listeningGaps: z.strictObject({ count: z.number().int().min(0), totalMs: z.number().min(0) }),
  /** BuildPanel answers with speech alone: staff take the order by touch. */
  wordsAvailable: z.boolean(),
  /** Staff listen to this utterance again, and the lane hears nobody meanwhile. */
  replaying: utteranceIdSchema.optional(),
});

export const levelViewSchema = z.strictObject({
  laneId: laneIdSchema,
  rmsDbfs: z.number(),
  peakDbfs: z.number(),
  clipping: z.boolean(),
  speaking: z.boolean(),
});

/**
 * `suggestions`: they were looked through for the ticket. `words-only`: staff had the order, so nothing was
 * made of them. `missed`: their guest had left. The last two are kept for a person to look through.
 */
export const wordsBecameSchema = z.enum(['suggestions', 'words-only', 'missed']);

/** One utterance as the screen shows it; a push replaces the entry with the same utterance id. */
export const transcriptEntrySchema = z.strictObject({
  laneId: laneIdSchema,
  utteranceId: utteranceIdSchema,
  /** The guest who said it. */
  sessionId: sessionIdSchema,
  text: z.string(),
  confidence: z.number().min(0).max(1),
  /**
   * `waiting`: safe in the spool until the relay is back; `parked`: could not be delivered, kept; `erased`:
   * a person wanted it so, or policy's time for words is over.
   */
  status: z.enum([
    'hearing',
    'partial',
    'thinking',
    'final',
    'nothing-heard',
    'words-not-available',
    'waiting',
    'parked',
    'erased',
  ]),
  /** What became of the words; absent until that is on disk, and where there were none. */
  became: wordsBecameSchema.optional(),
  via: viaSchema.optional(),
  /** Said while the relay was away and delivered later. */
  late: z.boolean(),
  partials: z.number().int().min(0),
  /** Counts up with every push of this entry. */
  revision: z.number().int().min(0),
  /** Sound was lost inside the utterance. */
  gapMs: z.number().min(0),
  times: z.strictObject({
    speechStartedAtUs: monotonicUs,
    /** Last voiced sound. */
    speechEndedAtUs: monotonicUs.optional(),
    /** When the endpointer decided. */
    endpointedAtUs: monotonicUs.optional(),
    firstPartialAtUs: monotonicUs.optional(),
    finalAtUs: monotonicUs.optional(),
    /** When the relay sent what this entry shows, on the station's clock. */
    relaySentAtUs: monotonicUs.optional(),
    /** Of the final: how long the upstream took, and the relay. */
    upstreamMs: z.number().min(0).optional(),
    relayMs: z.number().min(0).optional(),
  }),
});

/** Utterances on disk that are still to be delivered. */
export const spoolViewSchema = z.strictObject({
  waiting: z.number().int().min(0),
  parked: z.number().int().min(0),
  /** The one of the waiting that is on its way to the relay. */
  upload: z
    .strictObject({
      utteranceId: utteranceIdSchema,
      laneId: laneIdSchema,
      sentBytes: z.number().int().min(0),
      totalBytes: z.number().int().min(1),
    })
    .optional(),
  /** The disk is full or unwritable: live streaming goes on, but nothing is kept for later. */
  writable: z.boolean(),
});

/** More than one breath of a guest holds. */
export const MAX_NOT_ON_MENU = 5;

export const laneTicketSchema = z.strictObject({
  laneId: laneIdSchema,
  ticket: ticketSchema,
  orderType: orderTypeSchema,
  /** Staff have the order: voice proposes nothing until they hand it back, or the guest has left. */
  takenOver: z.boolean(),
  /** Food that the guest asked for last and that is not on the menu, in their words. */
  notOnMenu: z
    .strictObject({
      utteranceId: utteranceIdSchema,
      words: z.array(z.string()).min(1).max(MAX_NOT_ON_MENU).readonly(),
    })
    .optional(),
  /** What is ordered here is more for that order. */
  addsTo: orderSchema.shape.addsTo,
  canUndo: z.boolean(),
  canRedo: z.boolean(),
});

/** A ticket set aside for a guest who will be back; any lane of the station may recall it. */
export const heldTicketSchema = z.strictObject({
  ticketId: ticketIdSchema,
  label: z.string().max(40),
  itemCount: z.number().int().min(0),
  totalCents: z.number().int(),
  heldAtMs: z.number().int().min(0),
});

/** `waiting`: safe on disk until the relay is back; `refused`: a person must look, it is kept. */
const delivery = {
  delivery: z.enum(['waiting', 'delivered', 'refused']),
  refusal: translatedSchema.optional(),
};

/** A committed order, as the till lists it, with all that happened to it since. */
export const orderViewSchema = z.strictObject({
  order: orderSchema,
  /** Handed back when it was paid. */
  changeCents: z.number().int().min(0),
  ...delivery,
  /** Oldest first. */
  events: z.array(z.strictObject({ event: orderEventSchema, ...delivery })).readonly(),
  /** As `balanceOf` works it out. */
  balance: z.strictObject({
    dueCents: z.number().int(),
    paidCents: z.number().int(),
    refundedCents: z.number().int(),
    netCents: z.number().int(),
  }),
});

/** Of all orders that the station has at hand, however many. */
export const orderCountsSchema = z.strictObject({
  /** Not with the relay yet: the kitchen does not know them. */
  waiting: z.number().int().min(0),
  /** The relay refuses them or something about them: a person must look. */
  refused: z.number().int().min(0),
  unpaid: z.number().int().min(0),
});

/** Something a person should know: what happened, what still works, what to do next. */
export const noticeSchema = z.strictObject({
  noticeId: z.string(),
  kind: z.enum(['information', 'warning', 'problem']),
  text: translatedSchema,
});

/** What was said and is on no ticket: for a person to look through. */
export const missedSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('words'),
    utteranceId: utteranceIdSchema,
    laneId: laneIdSchema,
    saidAtMs: z.number().int().min(0),
    text: z.string(),
    why: z.enum(['guest-left', 'taken-over']),
    /** A person has looked at it, or staff had the order and heard it themselves. */
    seen: z.boolean(),
  }),
  /** It could not be delivered: there is sound, and no words yet. */
  z.strictObject({
    kind: z.literal('parked'),
    utteranceId: utteranceIdSchema,
    laneId: laneIdSchema,
    saidAtMs: z.number().int().min(0),
  }),
]);

/** What guests are to be told about their voices, where the restaurant wants it. */
export const guestNoticeViewSchema = z.strictObject({ text: translatedSchema.optional() });

export const snapshotSchema = z.strictObject({
  station: z.strictObject({
    name: z.string(),
    restaurantName: z.string().optional(),
    version: z.string(),
    electron: z.string(),
  }),
  connection: connectionViewSchema,
  lanes: z.array(laneViewSchema).readonly(),
  /** Of the lanes that voice serves. */
  health: z.array(laneHealthSchema).readonly(),
  transcripts: z.array(transcriptEntrySchema).readonly(),
  tickets: z.array(laneTicketSchema).readonly(),
  held: z.array(heldTicketSchema).readonly(),
  /** Today's, newest first, at most 100; `findOrders` finds the others. */
  orders: z.array(orderViewSchema).readonly(),
  orderCounts: orderCountsSchema,
  spool: spoolViewSchema,
  /** Newest first. */
  missed: z.array(missedSchema).readonly(),
  menu: menuSchema,
  /** The demo menu is shown until the restaurant's own has arrived once. */
  menuSource: z.enum(['restaurant', 'demo']),
  notices: z.array(noticeSchema).readonly(),
  people: peopleViewSchema,
  soldOut: z.array(soldOutMarkSchema).readonly(),
  printing: printingViewSchema,
  screen: screenSetupSchema,
  shift: shiftViewSchema,
  tipPercents: tipPercentsSchema,
  training: trainingViewSchema,
  guestNotice: guestNoticeViewSchema,
  favourites: favouritesSchema,
});

export type ConnectionView = z.infer<typeof connectionViewSchema>;
export type DeviceView = z.infer<typeof deviceViewSchema>;
export type LaneView = z.infer<typeof laneViewSchema>;
export type LevelView = z.infer<typeof levelViewSchema>;
export type TranscriptEntry = z.infer<typeof transcriptEntrySchema>;
export type WordsBecame = z.infer<typeof wordsBecameSchema>;
export type Missed = z.infer<typeof missedSchema>;
export type SpoolView = z.infer<typeof spoolViewSchema>;
export type LaneTicket = z.infer<typeof laneTicketSchema>;
export type HeldTicket = z.infer<typeof heldTicketSchema>;
export type OrderView = z.infer<typeof orderViewSchema>;
export type OrderCounts = z.infer<typeof orderCountsSchema>;
export type GuestNoticeView = z.infer<typeof guestNoticeViewSchema>;
export type Notice = z.infer<typeof noticeSchema>;
export type StationSnapshot = z.infer<typeof snapshotSchema>;
