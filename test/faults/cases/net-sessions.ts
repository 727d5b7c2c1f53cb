/** What a station and its relay know of each other fails: the relay restarts, the token runs out, there are two of one. */
import { copyFile, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { RelayHarness } from '../../integration/relay/relay-harness.ts';
import { TcpLink } from '../../support/tcp-link.ts';
import { figuresOf, sumFigures, type FaultCase, type Figures, type Scene } from '../fault-case.ts';
import { speakOnLine } from '../parts/on-line.ts';
import { enrolAt } from '../parts/enrol-at.ts';
import { stationFiles } from '../parts/station-files.ts';

const RECOVER_WITHIN_MS = 3_000;
const TOKEN_LIFETIME_S = 6;
/** The relay closes a socket 5 s after its token ran out; a fresh token is asked for 5 s apart. */
const TOKEN_GONE_AFTER_MS = (TOKEN_LIFETIME_S + 5) * 1_000 + 1_500;
const ANSWERED_DEADLINE_MS = 90_000;

export const netRelayStop: FaultCase = {
  name: 'net-relay-stop',
  title: 'The relay is stopped and started again',
  done: 'As for an update: the relay says goodbye to its stations, ends, and is started again after up to two seconds.',
  recovery: 'from when the relay listened again until the station was online',
  recoverWithinMs: RECOVER_WITHIN_MS,
  faults: { quick: 1, full: 30 },
  faultsARun: 10,
  sharesServers: false,
  run: (scene) =>
    speakOnLine(scene, {
      relayUrl: scene.servers.relayUrl,
      nextFault: () => ({
        make: () => scene.servers.stopRelay(),
        mend: () => scene.servers.startRelay(),
        lastsMs: scene.chance() * 2_000,
        countsFrom: 'mend',
        isSurvivable: false,
      }),
    }),
};

export const netToken: FaultCase = {
  name: 'net-token',
  title: 'The station’s pass runs out in the middle of a sentence',
  done: 'The station’s short-lived token ends while a guest speaks, and no new one can be had until the relay has closed the connection.',
  recovery: 'from when a new token could be had until the station was online',
  recoverWithinMs: RECOVER_WITHIN_MS,
  faults: { quick: 1, full: 10 },
  faultsARun: 5,
  sharesServers: true,
  run: runToken,
};

export const netTwins: FaultCase = {
  name: 'net-twins',
  title: 'Two stations have the same identity',
  done: 'The disk of a station was copied: both are switched on in turn and speak. The relay keeps the newer connection; the other station is told to stop, and keeps what it hears.',
  recovery: '',
  recoverWithinMs: undefined,
  faults: { quick: 1, full: 10 },
  faultsARun: 5,
  sharesServers: true,
  run: runTwins,
};

/** A relay of its own, whose tokens live for seconds; calls of the station go over new connections, which fail. */
async function runToken(scene: Scene): Promise<Figures> {
  const relay = await RelayHarness.open();
  let link: TcpLink | undefined;
  try {
    await relay.start(
      scene.servers.buildPanelUrl,
      { codecs: 'pcm_s16le' },
      { tokenLifetimeS: TOKEN_LIFETIME_S },
    );
    await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
    const port = Number(new URL(relay.base).port);
    const line = await TcpLink.open({ host: '127.0.0.1', port }, scene.chance);
    link = line;
    const relayUrl = `http://127.0.0.1:${line.port}`;
    const station = await scene.newStation({ relayUrl });
    const identity = await enrolAt(relay.base, await relay.code());
    await writeFile(stationFiles(station.folder).identity, JSON.stringify(identity));
    return await speakOnLine(scene, {
      relayUrl,
      station,
      settleUrl: relay.base,
      nextFault: () => ({
        make: () => line.keepBusiest(),
        mend: () => line.set({}),
        lastsMs: TOKEN_GONE_AFTER_MS,
        countsFrom: 'mend',
        isSurvivable: false,
      }),
    });
  } finally {
    await link?.close();
    await relay.close();
  }
}

async function runTwins(scene: Scene): Promise<Figures> {
  const { chance, faults } = scene;
  const stations = [await scene.newStation(), await scene.newStation()] as const;
  const [first, second] = stations;
  await copyFile(stationFiles(first.folder).identity, stationFiles(second.folder).identity);
  const problems: string[] = [];
  const sound = () => ({ seed: Math.floor(chance() * 2 ** 31), utterances: 6 });
  for (let round = 0; round < faults; round += 1) {
    const older = first.start({ sound: sound() });
    await older.until(({ isListening, isOnline }) => isListening && isOnline);
    await wait(chance() * 2_000);
    const newer = second.start({ sound: sound() });
    const wasReplaced = await older.until(({ timesOffline }) => timesOffline > 0);
    if (wasReplaced === undefined) problems.push('the older connection was not replaced');
    await wait(2_000 + chance() * 2_000);
    if (older.state.isOnline) problems.push('the replaced station came back by itself');
    if (!newer.state.isOnline) problems.push('the newer station lost its connection');
    await older.stop();
    await newer.stop();
    for (const station of stations) await station.closeLife();
  }
  const books: Figures[] = [];
  for (const station of stations) {
    if (!(await station.settle(ANSWERED_DEADLINE_MS))) problems.push('not all was delivered');
    const counted = { runs: 0, listeningGapMs: 0, recoverMs: [] };
    books.push(await figuresOf(scene, station, counted));
  }
  const both = sumFigures(books);
  return { ...both, runs: faults, problems: [...both.problems, ...problems] };
}
