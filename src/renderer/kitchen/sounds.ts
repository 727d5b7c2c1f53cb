/** The board's three sounds, made on the spot: known apart with eyes closed, through a hood's noise. */
import type { News } from '../../shared/kitchen/board-news.ts';
import { createStore, type Watched } from '../state/store.ts';
import type { Volume } from './preferences.ts';

type Note = { readonly atS: number; readonly forS: number; readonly hz: number };

/** New: two rising bells. Late: three knocks of one pitch. Cancelled: a long fall. */
const TUNES: Readonly<Record<News, { shape: OscillatorType; notes: readonly Note[] }>> = {
  new: {
    shape: 'triangle',
    notes: [
      { atS: 0, forS: 0.18, hz: 880 },
      { atS: 0.16, forS: 0.32, hz: 1_318 },
    ],
  },
  late: {
    shape: 'square',
    notes: [
      { atS: 0, forS: 0.14, hz: 620 },
      { atS: 0.22, forS: 0.14, hz: 620 },
      { atS: 0.44, forS: 0.14, hz: 620 },
    ],
  },
  cancelled: {
    shape: 'sawtooth',
    notes: [
      { atS: 0, forS: 0.26, hz: 660 },
      { atS: 0.24, forS: 0.26, hz: 494 },
      { atS: 0.48, forS: 0.5, hz: 330 },
    ],
  },
};
const GAIN: Readonly<Record<Volume, number>> = { off: 0, low: 0.08, medium: 0.25, high: 0.7 };
/** Square and saw sound louder than a triangle of the same height. */
const SHAPE_GAIN: Partial<Record<OscillatorType, number>> = { square: 0.4, sawtooth: 0.5 };
const ATTACK_S = 0.01;

export type Sounds = {
  readonly play: (news: News, volume: Volume) => void;
  /** A browser plays nothing before the page was touched once. */
  readonly isBlocked: Watched<boolean>;
  /** Called in a person's touch. */
  readonly unblock: () => void;
};

export function openSounds(context: AudioContext): Sounds {
  const isBlocked = createStore(context.state === 'suspended');
  context.addEventListener('statechange', () => isBlocked.set(context.state === 'suspended'));
  return {
    isBlocked,
    unblock: () => void context.resume().catch(() => undefined),
    play: (news, volume) => {
      if (volume === 'off' || context.state !== 'running') return;
      const { shape, notes } = TUNES[news];
      const gain = GAIN[volume] * (SHAPE_GAIN[shape] ?? 1);
      for (const note of notes) playNote(context, shape, note, gain);
    },
  };
}

function playNote(context: AudioContext, shape: OscillatorType, note: Note, gain: number): void {
  const { atS, forS, hz } = note;
  const begin = context.currentTime + atS;
  const tone = new OscillatorNode(context, { type: shape, frequency: hz });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, begin);
  loudness.gain.linearRampToValueAtTime(gain, begin + ATTACK_S);
  loudness.gain.exponentialRampToValueAtTime(gain / 100, begin + forS);
  tone.connect(loudness).connect(context.destination);
  tone.start(begin);
  tone.stop(begin + forS);
}
