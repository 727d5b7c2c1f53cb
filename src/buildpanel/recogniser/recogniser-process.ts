/** One recogniser program: its messages, one utterance at a time (the protocol stands in `recogniser.c`). */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { RecogniserFailure } from '../recognition.ts';

/** Loading takes half a second; a machine that is busy with a build takes longer. */
const READY_DEADLINE_MS = 20_000;
/** The longest utterance, one minute, decodes in a few seconds. */
const FINAL_DEADLINE_MS = 20_000;

const heardWordSchema = z.object({
  word: z.string(),
  startMs: z.number(),
  endMs: z.number(),
  acoustic: z.number(),
  posterior: z.number(),
  context: z.number(),
});

const answerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('partial'), text: z.string(), context: z.number() }),
  z.object({ type: z.literal('final'), words: z.array(heardWordSchema) }),
  z.object({ type: z.literal('aborted') }),
]);

export type HeardWord = z.infer<typeof heardWordSchema>;
export type HeardPartial = { readonly text: string; readonly context: number };
type Answer = z.infer<typeof answerSchema>;
type Child = ChildProcessByStdio<Writable, Readable, null>;

export class RecogniserProcess {
  readonly #child: Child;
  #onAnswer: (answer: Answer) => void = () => undefined;
  #onEnd: () => void = () => undefined;
  #hasEnded = false;

  private constructor(child: Child) {
    this.#child = child;
    child.stdin.on('error', () => this.kill());
    child.once('error', () => this.#end());
    child.once('close', () => this.#end());
    createInterface({ input: child.stdout }).on('line', (line) => this.#read(line));
  }

  /** Resolves when the model is loaded. */
  static async start(
    program: string,
    args: readonly string[],
  ): Promise<Result<RecogniserProcess, RecogniserFailure>> {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const process = new RecogniserProcess(child);
    const ready = await process.#next('ready', READY_DEADLINE_MS, () => undefined);
    if (ready.ok) return ok(process);
    process.kill();
    return ready;
  }

  get isAlive(): boolean {
    return !this.#hasEnded;
  }

  /** Opens an utterance; `onPartial` hears the words so far. */
  open(onPartial: (partial: HeardPartial) => void): void {
    this.#onAnswer = (answer) => {
      if (answer.type === 'partial') onPartial(answer);
    };
    this.#send('S', new Uint8Array());
  }

  write(pcm: Uint8Array): void {
    if (pcm.length > 0) this.#send('A', pcm);
  }

  async end(): Promise<Result<readonly HeardWord[], RecogniserFailure>> {
    const heardPartial = this.#onAnswer;
    const answered = this.#next('final', FINAL_DEADLINE_MS, heardPartial);
    this.#send('E', new Uint8Array());
    const answer = await answered;
    if (!answer.ok) return answer;
    return answer.value.type === 'final' ? ok(answer.value.words) : fail('died');
  }

  async abort(): Promise<Result<undefined, RecogniserFailure>> {
    const answered = this.#next('aborted', FINAL_DEADLINE_MS, () => undefined);
    this.#send('X', new Uint8Array());
    const answer = await answered;
    return answer.ok ? ok(undefined) : answer;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
    this.#end();
  }

  /** The next answer of this kind; what else comes before it goes to `others`. */
  #next(
    type: Answer['type'],
    deadlineMs: number,
    others: (answer: Answer) => void,
  ): Promise<Result<Answer, RecogniserFailure>> {
    if (this.#hasEnded) return Promise.resolve(fail('died'));
    return new Promise((resolve) => {
      const settle = (result: Result<Answer, RecogniserFailure>) => {
        clearTimeout(deadline);
        this.#onAnswer = () => undefined;
        this.#onEnd = () => undefined;
        resolve(result);
      };
      const deadline = setTimeout(() => settle(fail('timeout')), deadlineMs);
      this.#onEnd = () => settle(fail('died'));
      this.#onAnswer = (answer) => (answer.type === type ? settle(ok(answer)) : others(answer));
    });
  }

  #read(line: string): void {
    const answer = answerSchema.safeParse(parseJson(line));
    if (answer.success) this.#onAnswer(answer.data);
    else this.kill();
  }

  #send(type: string, payload: Uint8Array): void {
    if (this.#hasEnded) return;
    const head = Buffer.alloc(5);
    head.write(type, 'latin1');
    head.writeUInt32BE(payload.length, 1);
    this.#child.stdin.write(Buffer.concat([head, payload]));
  }

  #end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#onEnd();
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
