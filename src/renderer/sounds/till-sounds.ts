/** The till's own sounds. None is needed: all that they tell is on the screen, too. */
import type { LaneId } from '../../shared/ids.ts';
import type { LaneTicket } from '../../shared/ipc/views.ts';
import type { ScreenSetup, SoundLevel } from '../../shared/screen-setup.ts';
import type { Watched } from '../state/store.ts';
import { playTune, type Tune } from '../ui/tune.ts';
import { cueFor, toldOf, type Cue, type Seen } from './cue.ts';

/** Short, and pure tones: no lane takes them for speech. */
const TUNES: Readonly<Record<Cue, Tune>> = {
  problem: {
    shape: 'triangle',
    notes: [
      { atS: 0, forS: 0.16, hz: 440 },
      { atS: 0.18, forS: 0.24, hz: 330 },
    ],
  },
  question: { shape: 'sine', notes: [{ atS: 0, forS: 0.16, hz: 740 }] },
  placed: {
    shape: 'sine',
    notes: [
      { atS: 0, forS: 0.1, hz: 660 },
      { atS: 0.1, forS: 0.2, hz: 990 },
    ],
  },
  microphone: { shape: 'sine', notes: [{ atS: 0, forS: 0.05, hz: 1_200 }] },
};
const GAIN: Readonly<Record<SoundLevel, number>> = { off: 0, quiet: 0.05, normal: 0.15, loud: 0.4 };

type Sounding = {
  readonly connection: Watched<Seen['connection']>;
  readonly lanes: Watched<Seen['lanes']>;
  readonly tickets: Watched<ReadonlyMap<LaneId, LaneTicket>>;
  readonly orders: Watched<Seen['orders']>;
  readonly notices: Watched<Seen['notices']>;
  readonly screen: Watched<ScreenSetup>;
};

/** Longer than any tune. */
const REST_AFTER_MS = 1_500;

/** Holds the output only while something sounds: on some computers a lane needs the same one. */
function restingSpeaker(openContext: () => AudioContext) {
  let context: AudioContext | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  const ignore = () => undefined;
  return {
    play: (tune: Tune, gain: number) => {
      const open = (context ??= openContext());
      clearTimeout(resting);
      void open.resume().then(() => playTune(open, tune, gain), ignore);
      resting = setTimeout(() => void open.suspend().catch(ignore), REST_AFTER_MS);
    },
    close: () => {
      clearTimeout(resting);
      void context?.close().catch(ignore);
    },
  };
}

/** Returns the function that makes it silent for good. What was there before is no news. */
export function soundFor(station: Sounding, openContext: () => AudioContext): () => void {
  const { connection, lanes, tickets, orders, notices, screen } = station;
  const speaker = restingSpeaker(openContext);
  const play = (cue: Cue) => {
    const gain = GAIN[screen.get().sounds];
    if (gain > 0) speaker.play(TUNES[cue], gain);
  };
  const look = () =>
    toldOf({
      connection: connection.get(),
      lanes: lanes.get(),
      tickets: tickets.get().values(),
      orders: orders.get(),
      notices: notices.get(),
    });
  let told = look();
  let level = screen.get().sounds;
  const listen = () => {
    const now = look();
    const cue = cueFor(told, now);
    told = now;
    if (cue !== undefined) play(cue);
  };
  /** Who turns the sounds up hears how loud they are. */
  const sample = () => {
    if (screen.get().sounds !== level) play('placed');
    level = screen.get().sounds;
  };
  const ends = [
    ...[connection, lanes, tickets, orders, notices].map(({ subscribe }) => subscribe(listen)),
    screen.subscribe(sample),
  ];
  return () => {
    for (const end of ends) end();
    speaker.close();
  };
}
