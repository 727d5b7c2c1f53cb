/** A station in a network of its own, whose wire is cut, slow, lossy, narrow, or has lost its name server. */
import type { FaultCase, Figures, Scene } from '../fault-case.ts';
import { EmulatedNetwork, whyNoNetwork, type WireConditions } from '../parts/emulated-network.ts';
import { speakOnLine, type LineFault } from '../parts/on-line.ts';

const ONLINE_AGAIN = 'from when the network was back until the station was online';
const RECOVER_WITHIN_MS = 3_000;

type Weather = {
  readonly conditions: WireConditions;
  readonly lastsMs: number;
};

const onWire = {
  recovery: ONLINE_AGAIN,
  recoverWithinMs: RECOVER_WITHIN_MS,
  faultsARun: 10,
  sharesServers: true,
  isLossless: true,
  whyNot: whyNoNetwork,
} as const;

export const netDrop: FaultCase = {
  ...onWire,
  name: 'net-drop',
  title: 'The network cable is pulled',
  done: 'While guests speak, the station’s own cable is pulled, or one further away, and plugged in again after up to 14 seconds.',
  faults: { quick: 1, full: 40 },
  run: (scene) =>
    inWeather(scene, (chance) => ({
      conditions: chance() < 0.5 ? { isUnplugged: true } : { isDead: true },
      lastsMs: 1_000 + chance() * 13_000,
    })),
};

export const netLatency: FaultCase = {
  ...onWire,
  name: 'net-latency',
  title: 'The network becomes slow',
  done: 'Every packet is delayed by up to 400 milliseconds each way, each by another time.',
  faults: { quick: 1, full: 20 },
  run: (scene) =>
    inWeather(scene, (chance) => {
      const delayMs = 20 + chance() * 380;
      return { conditions: { delayMs, jitterMs: delayMs * chance() }, lastsMs: 5_000 };
    }),
};

export const netLoss: FaultCase = {
  ...onWire,
  name: 'net-loss',
  title: 'The network loses and damages packets',
  done: 'Up to 15 of 100 packets are lost, and up to 3 of 100 are damaged on their way.',
  faults: { quick: 1, full: 20 },
  run: (scene) =>
    inWeather(scene, (chance) => ({
      conditions: {
        delayMs: 20,
        lossPercent: 1 + chance() * 14,
        corruptPercent: chance() * 3,
      },
      lastsMs: 5_000,
    })),
};

export const netNarrow: FaultCase = {
  ...onWire,
  name: 'net-narrow',
  title: 'The network becomes narrow',
  done: 'The line carries between 48 and 400 kilobits a second; uncompressed speech alone needs 270.',
  faults: { quick: 1, full: 20 },
  run: (scene) =>
    inWeather(scene, (chance) => ({
      conditions: { delayMs: 15, kbitPerS: 48 + chance() * 352 },
      lastsMs: 8_000,
    })),
};

export const netNames: FaultCase = {
  ...onWire,
  name: 'net-names',
  title: 'The name server is gone',
  done: 'The name server falls silent or refuses; then the cable is pulled and plugged in again, and the station has to find its relay without it.',
  faults: { quick: 1, full: 20 },
  run: (scene) =>
    inWeather(
      scene,
      (chance) => ({
        conditions: { isUnplugged: true },
        lastsMs: 5_500 + chance() * 4_000,
        after: { names: chance() < 0.5 ? 'silent' : 'refused' },
      }),
      'by name',
    ),
};

async function inWeather(
  scene: Scene,
  next: (chance: () => number) => Weather & { readonly after?: WireConditions },
  reached: 'by address' | 'by name' = 'by address',
): Promise<Figures> {
  const network = await EmulatedNetwork.open({
    folder: scene.folder,
    relayPort: Number(new URL(scene.servers.relayUrl).port),
    seed: scene.seed,
  });
  try {
    return await speakOnLine(scene, {
      relayUrl: reached === 'by name' ? network.relayUrlByName : network.relayUrl,
      around: network.around,
      nextFault: (): LineFault => {
        const { conditions, lastsMs, after = {} } = next(scene.chance);
        return {
          make: () => network.set({ ...after, ...conditions }),
          mend: () => network.set(after),
          lastsMs,
          countsFrom: 'mend',
          isSurvivable: true,
        };
      },
    });
  } finally {
    await network.close();
  }
}
