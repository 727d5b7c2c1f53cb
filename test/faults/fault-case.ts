/** What a case of the fault lab is, and what it counts. */
import type { Balance } from './accounting.ts';
import type { Recogniser } from '../../scripts/station/stack.ts';
import type { Servers } from './parts/servers.ts';
import type { Programs } from './parts/station-process.ts';
import type { Station } from './parts/station.ts';

export type Figures = Omit<Balance, 'digests'> & {
  /** Faults that were made. */
  readonly runs: number;
  /** Sounds that BuildPanel was asked for more than once. */
  readonly upstreamRepeated: number;
  /** Sound that no frame has, because nobody listened. */
  readonly listeningGapMs: number;
  /** One for each fault after which there was something to recover. */
  readonly recoverMs: readonly number[];
};

export type Scene = {
  /** Of this run alone; gone after it. */
  readonly folder: string;
  /** Of the whole lab. */
  readonly labFolder: string;
  readonly seed: number;
  /** Seeded, in [0, 1). */
  readonly chance: () => number;
  /** How many faults to make. */
  readonly faults: number;
  readonly servers: Servers;
  readonly programs: Programs;
  readonly voice: Int16Array;
  /** A new station, enrolled at the relay (by another way to it, if given). */
  readonly newStation: (options?: {
    readonly relayUrl?: string;
    readonly journalFolder?: string;
  }) => Promise<Station>;
};

export type FaultCase = {
  readonly name: string;
  /** For the page, in the words of a restaurant's IT manager: what goes wrong. */
  readonly title: string;
  /** What the lab does, in one or two sentences. */
  readonly done: string;
  /** From when to when `recoverMs` counts. */
  readonly recovery: string;
  /** The promise about it; undefined: none is made. */
  readonly recoverWithinMs: number | undefined;
  /** Faults in a sample and in all. */
  readonly faults: { readonly quick: number; readonly full: number };
  /** Faults that one run makes at most; more of them are more runs, each with a seed of its own. */
  readonly faultsARun: number;
  /** It leaves relay and BuildPanel alone, so that other runs of it can go on beside it. */
  readonly sharesServers: boolean;
  /**
   * Its relay takes PCM alone: what is streamed in Opus, or in both, has no digest that the books could know. What
   * waited and is uploaded in Opus has.
   */
  readonly isLossless?: boolean;
  /** What BuildPanel recognises with (default: `digest`). */
  readonly recogniser?: Recogniser;
  /** Why it can't run on this machine; it is skipped then, which is not passed. */
  readonly whyNot?: () => string | undefined;
  readonly run: (scene: Scene) => Promise<Figures>;
};

/** The books of a station, with what the case itself has counted. */
export async function figuresOf(
  scene: Pick<Scene, 'servers'>,
  station: Pick<Station, 'books'>,
  counted: Pick<Figures, 'runs' | 'listeningGapMs' | 'recoverMs'> & {
    readonly problems?: readonly string[];
  },
): Promise<Figures> {
  await scene.servers.count();
  const { digests, ...balance } = await station.books.balance();
  const repeats = digests.map((ofOne) => {
    const asked = ofOne.reduce((sum, digest) => sum + scene.servers.timesAsked(digest), 0);
    return Math.max(0, asked - 1);
  });
  return {
    ...balance,
    ...counted,
    problems: [...balance.problems, ...(counted.problems ?? [])],
    upstreamRepeated: repeats.reduce((sum, count) => sum + count, 0),
  };
}

export function sumFigures(all: readonly Figures[]): Figures {
  const sum = (of: (figures: Figures) => number) =>
    all.reduce((total, each) => total + of(each), 0);
  return {
    runs: sum(({ runs }) => runs),
    utterances: sum(({ utterances }) => utterances),
    framesCaptured: sum(({ framesCaptured }) => framesCaptured),
    framesLost: sum(({ framesLost }) => framesLost),
    tailFramesLost: sum(({ tailFramesLost }) => tailFramesLost),
    utterancesLost: sum(({ utterancesLost }) => utterancesLost),
    utterancesDuplicated: sum(({ utterancesDuplicated }) => utterancesDuplicated),
    upstreamRepeated: sum(({ upstreamRepeated }) => upstreamRepeated),
    listeningGapMs: sum(({ listeningGapMs }) => listeningGapMs),
    recoverMs: all.flatMap(({ recoverMs }) => recoverMs),
    problems: all.flatMap(({ problems }) => problems),
  };
}
