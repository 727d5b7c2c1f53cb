/** Orders that are hard to hear: with a long pause, very fast, beside an engine, among people who talk. */
import { SURE_CONFIDENCE } from '../../src/shared/order/voice-edit.ts';
import type { TicketLine } from '../../src/shared/order/ticket.ts';
import type { Row } from '../bench/report.ts';
import { babble, engine, inNoise } from '../support/noisy-voice.ts';
import { spokenBy, type Voice } from '../support/synthetic-voice.ts';
import { faster } from './sounds.ts';
import { withLane, type HeardOrder, type Stage } from './stage.ts';
import type { Trial } from './trial.ts';

const BYTES_PER_MS = 32;
/** Silence around a phrase. */
const PADDING_BYTES = { before: 8_000, after: 12_800 };
const SNR_DB = 10;
const FASTER = 1.5;

/** Item and how many of it. */
type Wanted = readonly (readonly [itemId: string, quantity: number])[];
const BOWLS_WORDS = 'two greek bowls and a lemonade';
const BOWLS_AND_LEMONADE: Wanted = [
  ['503', 2],
  ['103', 1],
];

const LONG_ORDER_PHRASES = [
  'two greek bowls',
  'and a lemonade',
  'and a summer salad',
  'with ranch please',
];
const LONG_ORDER: Wanted = [...BOWLS_AND_LEMONADE, ['301', 1]];

/** How a guest thinks: by and by, which an endpointer can learn from, or at once. */
const PAUSES_MS = { growing: [250, 450, 700], sudden: [1_000, 1_100, 1_000] } as const;

const longPause: Trial = {
  name: 'long-pause',
  run: async (stage) => {
    const growing = await said(stage, await withPauses(PAUSES_MS.growing));
    const sudden = await said(stage, await withPauses(PAUSES_MS.sudden));
    const utterances = (what: string, { utterances: figure }: HeardOrder, target: number): Row => ({
      what: `utterances of an order with pauses ${what}`,
      figure,
      target,
      unit: 'begun',
    });
    return [
      utterances('of 0.25, 0.45 and 0.7 s', growing, 1),
      wrongLines(growing, LONG_ORDER),
      // The first is cut off: nobody could know. Then the guest is waited for.
      utterances('of a second each', sudden, 2),
      wrongLines(sudden, LONG_ORDER),
    ];
  },
};

async function withPauses(pausesMs: readonly number[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (const [index, words] of LONG_ORDER_PHRASES.entries()) {
    parts.push(phrase(await spokenBy('slt', words)));
    parts.push(Buffer.alloc((pausesMs[index] ?? 0) * BYTES_PER_MS));
  }
  return Buffer.concat(parts);
}

const fastTalker: Trial = {
  name: 'fast-talker',
  run: async (stage) => {
    const sentence = BOWLS_WORDS;
    const sound = await faster(await spokenBy('rms', sentence), FASTER, stage.folder);
    const minutes = (sound.length - 650 * BYTES_PER_MS) / BYTES_PER_MS / 60_000;
    const pace = Math.round(sentence.split(' ').length / minutes);
    const row = wrongLines(await said(stage, sound), BOWLS_AND_LEMONADE);
    return [{ ...row, beside: `${pace} words a minute; ${row.beside ?? ''}` }];
  },
};

const engineNoise: Trial = {
  name: 'engine',
  run: async (stage) => {
    const heardOf = async (voice: Voice, words: string) =>
      said(stage, await inNoise(await spokenBy(voice, words), engine, SNR_DB));
    const promised = await heardOf('rms', 'three summer salads please');
    const others: HeardOrder[] = [];
    for (const voice of ['slt', 'rms', 'awb'] as const)
      others.push(await heardOf(voice, BOWLS_WORDS));
    const wrong = others.filter((heard) => wrongLines(heard, BOWLS_AND_LEMONADE).figure > 0);
    // Told, not promised: it is the recogniser's ear, not the lane's, that fails here.
    return [
      wrongLines(promised, [['301', 3]]),
      {
        what: 'of three more guests, orders not right before they are read back',
        figure: wrong.length,
        unit: 'guests',
        beside: wrong.map(toldOf).join(', '),
      },
      {
        what: 'and their wrong lines that are shown as sure',
        figure: others.flatMap((heard) => sureButWrong(heard, BOWLS_AND_LEMONADE)).length,
        unit: 'lines',
      },
    ];
  },
};

const babbleNoise: Trial = {
  name: 'babble',
  run: async (stage) => {
    const sound = await inNoise(await spokenBy('rms', BOWLS_WORDS), babble, SNR_DB);
    const heard = await said(stage, sound);
    const sure = sureButWrong(heard, BOWLS_AND_LEMONADE);
    const confirmed = heard.ticket.lines.filter(({ status }) => status === 'confirmed');
    return [
      {
        what: 'wrong lines shown as sure',
        figure: sure.length,
        target: 0,
        unit: 'lines',
        beside: toldOf(heard),
      },
      { what: 'lines confirmed by nobody', figure: confirmed.length, target: 0, unit: 'lines' },
    ];
  },
};

async function said(stage: Stage, sound: Buffer): Promise<HeardOrder> {
  return withLane(stage, async ({ hears, settled, order }) => {
    await hears(sound);
    await settled();
    return order();
  });
}

/** Lines that are not as they were ordered, and those that are missing. */
function wrongLines(heard: HeardOrder, wanted: Wanted): Row {
  const { lines } = heard.ticket;
  const invented = lines.filter((line) => !isWanted(line, wanted)).length;
  const missing = wanted.filter((one) => !lines.some((line) => isWanted(line, [one]))).length;
  return {
    what: 'lines wrong or missing',
    figure: invented + missing,
    target: 0,
    unit: 'lines',
    beside: toldOf(heard),
  };
}

function sureButWrong({ ticket }: HeardOrder, wanted: Wanted): readonly TicketLine[] {
  return ticket.lines.filter(
    (line) =>
      !isWanted(line, wanted) &&
      line.origin.by === 'voice' &&
      line.origin.confidence >= SURE_CONFIDENCE,
  );
}

function isWanted({ itemId, quantity }: TicketLine, wanted: Wanted): boolean {
  return wanted.some(([id, count]) => id === itemId && count === quantity);
}

function toldOf({ words }: HeardOrder): string {
  return words.length === 0 ? 'no words' : `"${words.join('" "')}"`;
}

function phrase(spoken: Buffer): Buffer {
  return spoken.subarray(PADDING_BYTES.before, -PADDING_BYTES.after);
}

export const ORDER_TRIALS: readonly Trial[] = [longPause, fastTalker, engineNoise, babbleNoise];
