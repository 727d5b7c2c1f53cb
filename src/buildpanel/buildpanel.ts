/** Puts a local BuildPanel together: a recogniser, a voice for its replies, and the service. */
import type { Menu } from '../shared/menu/menu.ts';
import type { Log } from './log.ts';
import type { Recogniser } from './recognition.ts';
import { BehaviourSwitch, type Behaviour } from './service/behaviour.ts';
import { menuAnswerOf } from './service/menu-answer.ts';
import { DIGEST_RULES, SPEECH_RULES } from './service/segmenter.ts';
import { Service } from './service/server.ts';
import { Stats } from './service/stats.ts';
import { Understanding } from './service/understanding.ts';
import { SetupFailure } from './setup-failure.ts';
import type { Speaker } from './spoken-reply.ts';

export type BuildPanelConfig = {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly menu: Menu;
  readonly behaviour: Behaviour;
};

export type BuildPanelDeps = {
  readonly recogniser: Recogniser;
  /** False: all that it says is marked as no speech. */
  readonly isSpeech: boolean;
  /** Every byte counts, told as words or not. */
  readonly isDigest: boolean;
  readonly speaker: Speaker;
  readonly log: Log;
};

export type BuildPanel = {
  readonly port: number;
  /** Ends every call and the recogniser. */
  stop(): Promise<void>;
};

/** Throws a `SetupFailure` when the port can't be had. */
export async function startBuildPanel(
  { host, port, menu, behaviour }: BuildPanelConfig,
  { recogniser, isSpeech, isDigest, speaker, log }: BuildPanelDeps,
): Promise<BuildPanel> {
  const service = await Service.create({
    recogniser,
    isSpeech,
    segmenterRules: isDigest ? DIGEST_RULES : SPEECH_RULES,
    speaker,
    understanding: new Understanding(menu),
    menu: menuAnswerOf(menu),
    behaviour: new BehaviourSwitch(behaviour),
    stats: new Stats({ isDigest }),
    log,
  });
  await recogniser.start();
  try {
    const taken = await service.listen(host, port);
    log.info({ port: taken }, 'the local BuildPanel listens');
    return {
      port: taken,
      stop: async () => {
        await service.stop();
        await recogniser.stop();
      },
    };
  } catch (error) {
    await recogniser.stop();
    throw portFailure(error, { host, port });
  }
}

function portFailure(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'EADDRINUSE':
      return new SetupFailure(
        `Port ${port} is taken: end the program that has it (another BuildPanel?) or choose one with --port.`,
      );
    case 'EACCES':
      return new SetupFailure(`Port ${port} is not allowed for this user: choose one over 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SetupFailure(`The address ${host} is not one of this machine.`);
    default:
      return error;
  }
}
