/** The board's three sounds, made on the spot: known apart with eyes closed, through a hood's noise. */
import type { News } from '../../shared/kitchen/board-news.ts';
import { createStore, type Watched } from '../state/store.ts';
import { playTune, type Tune } from '../ui/tune.ts';
import type { Volume } from './preferences.ts';

/** New: two rising bells. Late: three knocks of one pitch. Cancelled: a long fall. */
const TUNES: Readonly<Record<News, Tune>> = {
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
    play: (news, volume) => playTune(context, TUNES[news], GAIN[volume]),
  };
}
