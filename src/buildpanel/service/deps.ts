import type { Log } from '../log.ts';
import type { Recogniser } from '../recognition.ts';
import type { Speaker } from '../spoken-reply.ts';
import type { BehaviourSwitch } from './behaviour.ts';
import type { MenuAnswer } from './menu-answer.ts';
import type { SegmenterRules } from './segmenter.ts';
import type { Stats } from './stats.ts';
import type { Understanding } from './understanding.ts';

/** What the calls of one BuildPanel share. */
export type ServiceDeps = {
  readonly recogniser: Pick<Recogniser, 'open'>;
  /** False: all that it says is marked `notSpeech`. */
  readonly isSpeech: boolean;
  readonly segmenterRules: SegmenterRules;
  readonly speaker: Speaker;
  readonly understanding: Understanding;
  readonly menu: MenuAnswer;
  readonly behaviour: BehaviourSwitch;
  readonly stats: Stats;
  readonly log: Log;
};
