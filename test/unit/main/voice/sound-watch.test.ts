import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { createPactl } from '../../../../src/main/voice/sound-server/pactl.ts';
import {
  SoundWatch,
  type CaptureStream,
  type SoundServer,
} from '../../../../src/main/voice/sound-server/sound-watch.ts';
import { ok } from '../../../../src/shared/result.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

/** A server that a test moves streams in. */
class FakeSoundServer implements SoundServer {
  streams: readonly CaptureStream[] = [];
  subscriptions = 0;
  looks = 0;
  told: Parameters<SoundServer['subscribe']>[0] | undefined;
  /** While it is set, looks wait for it. */
  held: Promise<void> = Promise.resolve();

  readonly subscribe: SoundServer['subscribe'] = (told) => {
    this.subscriptions += 1;
    this.told = told;
    return () => (this.told = undefined);
  };

  readonly listCaptureStreams: SoundServer['listCaptureStreams'] = async () => {
    this.looks += 1;
    const { streams } = this;
    await this.held;
    return ok(streams);
  };
}

const headset: CaptureStream = { processId: 1, sourceName: 'headset' };
const builtIn: CaptureStream = { processId: 1, sourceName: 'built-in' };

let clock: VirtualClock;
let server: FakeSoundServer;
let seen: (readonly CaptureStream[])[];
let newSources: number;
let said: string[];
let watch: SoundWatch;

beforeEach(() => {
  clock = new VirtualClock();
  server = new FakeSoundServer();
  seen = [];
  newSources = 0;
  said = [];
  const log = (_: object, message: string) => said.push(message);
  watch = watchOf(server, log);
});

function watchOf(of: SoundServer, info: (fields: object, message: string) => void): SoundWatch {
  return new SoundWatch({
    server: of,
    clock,
    random: () => 0.5,
    log: { debug: info, info, warn: info, error: info },
    onStreams: (streams) => seen.push(streams),
    onNewSource: () => (newSources += 1),
  });
}

async function pass(ms: number): Promise<void> {
  clock.runTo(clock.wallMs() + ms);
  await turn();
}

test('looks at the start and after each burst of events, once', async () => {
  server.streams = [headset];
  watch.start();
  await pass(200);
  server.streams = [builtIn];
  for (let count = 0; count < 20; count += 1) server.told?.onEvents(['change']);
  await pass(200);
  expect(seen).toEqual([[headset], [builtIn]]);
});

test('what changes during a look is looked at after it', async () => {
  let release: () => void = () => undefined;
  server.held = new Promise((resolve) => (release = resolve));
  server.streams = [headset];
  watch.start();
  await pass(200);
  server.streams = [builtIn];
  server.told?.onEvents(['change']);
  await pass(200);
  expect(server.looks).toBe(1);
  release();
  await turn();
  await pass(200);
  expect(seen).toEqual([[headset], [builtIn]]);
});

test('events without end do not keep it from looking', async () => {
  watch.start();
  for (let count = 0; count < 20; count += 1) {
    server.told?.onEvents(['change']);
    await pass(50);
  }
  expect(server.looks).toBeGreaterThan(4);
});

test('events of others are no reason to look, but for the first sign that the server is there', async () => {
  watch.start();
  await pass(200);
  for (let count = 0; count < 20; count += 1) {
    server.told?.onEvents([]);
    await pass(200);
  }
  expect(server.looks).toBe(2);
});

test('tells when something is plugged in', () => {
  watch.start();
  server.told?.onEvents(['change']);
  expect(newSources).toBe(0);
  server.told?.onEvents(['new-source', 'change']);
  expect(newSources).toBe(1);
});

test('a server that is gone is said once and asked for again, at most 5 s later', async () => {
  watch.start();
  for (let count = 0; count < 10; count += 1) {
    server.told?.onEnded('ended');
    await pass(5_000);
  }
  expect(server.subscriptions).toBe(11);
  expect(said).toHaveLength(1);
});

test('where pactl is not installed, it is said and not tried again', async () => {
  const nowhere = createPactl({ PATH: '/nonexistent' });
  const isOver = new Promise<void>((resolve) => {
    watch = watchOf(nowhere, (_, message) => {
      said.push(message);
      resolve();
    });
  });
  watch.start();
  await isOver;
  await pass(60_000);
  expect(said).toHaveLength(1);
  expect(seen).toEqual([]);
});

test('a server that does not answer tells nothing', async () => {
  const nobody = createPactl({ ...process.env, PULSE_SERVER: 'unix:/nonexistent/native' });
  expect(await nobody.listCaptureStreams()).toEqual({ ok: false, failure: 'no-answer' });
});

test('once stopped, it tells nothing more', async () => {
  watch.start();
  const { told } = server;
  watch.stop();
  told?.onEvents(['new-source']);
  told?.onEnded('ended');
  await pass(60_000);
  expect([server.looks, server.subscriptions, newSources]).toEqual([0, 1, 0]);
});
