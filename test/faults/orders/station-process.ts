/** One station's process as the run sees it: asked, killed, started again, asked again. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  answerSchema,
  type Answer,
  type Ask,
  type Guest,
  type Served,
} from './station-messages.ts';

const PROGRAM = join(import.meta.dirname, 'station-program.ts');
/** A kill comes this long after the question at the latest: sometimes the answer was faster. */
const KILL_WITHIN_MS = 40;

export class StationProcess {
  kills = 0;
  readonly #folder: string;
  readonly #linkUrl: string;
  readonly #chance: () => number;
  #child: ChildProcess | undefined;

  constructor(folder: string, linkUrl: string, chance: () => number) {
    this.#folder = folder;
    this.#linkUrl = linkUrl;
    this.#chance = chance;
  }

  async start(): Promise<void> {
    this.#child = fork(PROGRAM, [this.#folder, this.#linkUrl], { execArgv: ['--import', 'tsx'] });
    await this.#answer('ready');
  }

  /** Serves one guest to the end, over as many kills as it takes; `isKilled` kills it once on the way. */
  async serve(guest: Guest, isKilled: boolean): Promise<Served> {
    if (isKilled) {
      const served = this.#ask({ ask: 'serve', guest }, 'served').catch(() => undefined);
      await wait(this.#chance() * KILL_WITHIN_MS);
      await this.kill();
      await served;
      await this.start();
    }
    return this.#ask({ ask: 'serve', guest }, 'served');
  }

  left(): Promise<Extract<Answer, { is: 'left' }>> {
    return this.#ask({ ask: 'left' }, 'left');
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    this.kills += 1;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  #ask<Kind extends Answer['is']>(ask: Ask, kind: Kind) {
    const answer = this.#answer(kind);
    this.#child?.send(ask);
    return answer;
  }

  #answer<Kind extends Answer['is']>(kind: Kind): Promise<Extract<Answer, { is: Kind }>> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const onGone = () => reject(new Error('the station process is gone'));
      child?.once('exit', onGone);
      child?.once('message', (message) => {
        child.off('exit', onGone);
        const answer = answerSchema.parse(message);
        if (answer.is === kind) resolve(answer as Extract<Answer, { is: Kind }>);
        else reject(new Error(`${answer.is} in place of ${kind}`));
      });
      if (child === undefined) onGone();
    });
  }
}
