/** Half an hour without the relay, in seconds; then it is back, and so are the guests. */
import { readFile } from 'node:fs/promises';
import { TcpLink } from '../../support/tcp-link.ts';
import { figuresOf, type FaultCase, type Figures, type Scene } from '../fault-case.ts';
import { stationFiles } from '../parts/station-files.ts';

/** A fault of this case is so long without the relay. */
const MINUTES_A_FAULT = 2;
const SPEED = 30;
/** An utterance of a second, then a pause of up to 20 s. */
const UTTERANCES_A_MINUTE = 5;
const PAUSE_MS = 20_000;
const LIVE_UTTERANCES = 6;
const DRAINED_DEADLINE_MS = 300_000;

export const netOffline: FaultCase = {
  name: 'net-offline',
  title: 'Half an hour without a network',
  done: 'Guests speak for half an hour (told thirty times as fast) while nothing can be reached. Then the network is back, and guests speak at once, beside what waits.',
  recovery: 'from when the network was back until the station was online',
  recoverWithinMs: 3_000,
  faults: { quick: 1, full: 15 },
  faultsARun: 15,
  sharesServers: true,
  run,
};

async function run(scene: Scene): Promise<Figures> {
  const { chance, faults, servers } = scene;
  const minutes = MINUTES_A_FAULT * faults;
  const problems: string[] = [];
  const relayPort = Number(new URL(servers.relayUrl).port);
  const link = await TcpLink.open({ host: '127.0.0.1', port: relayPort }, chance);
  const station = await scene.newStation({ relayUrl: `http://127.0.0.1:${link.port}` });
  try {
    link.set({ isDown: true });
    const sound = (utterances: number) => ({ seed: Math.floor(chance() * 2 ** 31), utterances });
    const said = UTTERANCES_A_MINUTE * minutes;
    const away = station.start({ sound: { ...sound(said), pauseMs: PAUSE_MS }, speed: SPEED });
    const isFull = ({ unanswered }: typeof away.state) => (unanswered ?? 0) >= said * 0.9;
    const filled = await away.until(isFull, (minutes * 60_000 * 2) / SPEED + 20_000);
    if (filled === undefined) problems.push(`only ${away.state.unanswered} utterances wait`);
    await away.stop();
    await station.closeLife();
    const backAtWallMs = Date.now();
    const live = station.start({ sound: sound(LIVE_UTTERANCES) });
    await live.until(({ unanswered }) => (unanswered ?? 0) > 0);
    link.set({});
    const recovered = await live.until(({ isOnline }) => isOnline);
    const drained = await live.until(({ unanswered }) => unanswered === 0, DRAINED_DEADLINE_MS);
    if (drained === undefined) problems.push(`${live.state.unanswered} still wait`);
    await live.stop();
    await station.closeLife();
    const hasSettled = await station.settle(DRAINED_DEADLINE_MS);
    if (!hasSettled) problems.push('not all was delivered in time');
    problems.push(...(await whoWaited(stationFiles(station.folder).tickets, backAtWallMs)));
    return await figuresOf(scene, station, {
      runs: faults,
      listeningGapMs: 0,
      recoverMs: recovered === undefined ? [] : [recovered],
      problems,
    });
  } finally {
    await link.close();
  }
}

/** The guest at the window must have the words before the past is done. */
async function whoWaited(ticketsFile: string, backAtWallMs: number): Promise<readonly string[]> {
  const lines = (await readFile(ticketsFile, 'utf8')).split('\n').slice(0, -1);
  const saidAtMs = lines.map((line) => saidAt(line));
  const firstLive = saidAtMs.findIndex((atMs) => atMs >= backAtWallMs);
  const lastOfPast = saidAtMs.findLastIndex((atMs) => atMs < backAtWallMs);
  if (firstLive === -1) return ['nothing live was answered'];
  return firstLive < lastOfPast ? [] : ['the live guest waited until the past was done'];
}

/** Of a UUIDv7: its first 48 bits are milliseconds since 1970. */
function saidAt(ticket: string): number {
  const [, hex = ''] = /"utteranceId":"([0-9a-f-]{13})/.exec(ticket) ?? [];
  return Number.parseInt(hex.replace('-', ''), 16);
}
