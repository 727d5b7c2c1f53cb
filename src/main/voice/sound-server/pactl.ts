/** PulseAudio's or PipeWire's sound server through `pactl`, the only program that is asked. Linux. */
import { execFile, spawn } from 'node:child_process';
import { z } from 'zod';
import { fail, ok } from '../../../shared/result.ts';
import type { Cancel } from '../clock.ts';
import type { CaptureStream, SoundServer, SoundServerEvent } from './sound-watch.ts';

const ANSWER_DEADLINE_MS = 2_000;
const LONGEST_ANSWER_BYTES = 4_000_000;
/** An event's line has about 40 letters. */
const LONGEST_LINE = 1_000;
const EVENT = /^Event '(new|change|remove)' on (source|source-output) #\d+$/;

const outputsSchema = z.array(
  z.object({
    /** Of the source; none of the listed ones where the stream reads from nothing. */
    source: z.number(),
    properties: z.object({ 'application.process.id': z.string().optional() }),
  }),
);
const sourcesSchema = z.array(z.object({ index: z.number(), name: z.string() }));

/** `environment`: the audio hosts' own, so that both speak to the same server. */
export function createPactl(environment: NodeJS.ProcessEnv): SoundServer {
  // Its lines and numbers in English; and it must not start a server where none runs.
  const env = { ...environment, LC_ALL: 'C', PULSE_BINARY: '/bin/false' };

  async function ask<Answer>(
    args: readonly string[],
    schema: z.ZodType<Answer>,
  ): Promise<Answer | undefined> {
    const text = await run(['-f', 'json', 'list', ...args], env);
    try {
      return schema.parse(JSON.parse(text ?? ''));
    } catch {
      return undefined;
    }
  }

  return {
    subscribe: (told) => subscribe(env, told),
    async listCaptureStreams() {
      const outputs = await ask(['source-outputs'], outputsSchema);
      // Asked second: a stream's source that is not here is gone.
      const sources = outputs && (await ask(['short', 'sources'], sourcesSchema));
      return sources === undefined ? fail('no-answer') : ok(streamsOf(outputs ?? [], sources));
    },
  };
}

function streamsOf(
  outputs: z.infer<typeof outputsSchema>,
  sources: z.infer<typeof sourcesSchema>,
): readonly CaptureStream[] {
  const names = new Map(sources.map(({ index, name }) => [index, name]));
  return outputs.map(({ source, properties }) => ({
    processId: Number(properties['application.process.id']),
    sourceName: names.get(source),
  }));
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const bounds = {
    timeout: ANSWER_DEADLINE_MS,
    maxBuffer: LONGEST_ANSWER_BYTES,
    killSignal: 'SIGKILL',
  } as const;
  return new Promise((resolve) => {
    execFile('pactl', [...args], { env, ...bounds }, (error, stdout) => {
      resolve(error === null ? stdout : undefined);
    });
  });
}

function subscribe(env: NodeJS.ProcessEnv, told: Parameters<SoundServer['subscribe']>[0]): Cancel {
  const child = spawn('pactl', ['subscribe'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let rest = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    told.onEvents(lines.flatMap((line) => eventOf(line) ?? []));
  });
  child.once('error', () => told.onEnded('not-installed'));
  child.once('close', () => told.onEnded('ended'));
  return () => child.kill('SIGKILL');
}

function eventOf(line: string): SoundServerEvent | undefined {
  const [, what, of] = EVENT.exec(line) ?? [];
  if (of === undefined) return undefined;
  return what === 'new' && of === 'source' ? 'new-source' : 'change';
}
