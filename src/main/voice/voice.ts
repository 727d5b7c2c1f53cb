/**
 * The voice part's composition root: lanes feed the journal, the journal feeds the uplink and the uploader,
 * results go to the tickets once. Runs without Electron; main forks the hosts and shows the views.
 */
import type { AudioDevice, CaptureSource } from '../../shared/audio-port/audio-port.ts';
import {
  utteranceIdSchema,
  type LaneId,
  type SessionId,
  type UtteranceId,
} from '../../shared/ids.ts';
import type { ConnectionView } from '../../shared/ipc/views.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Talk } from '../../shared/talk.ts';
import { wavOf } from './batch/wav.ts';
import { HealthWatch, type LaneDevices } from './health/health-watch.ts';
import { CrewWords } from './crew-words.ts';
import type { Cancel } from './clock.ts';
import { connectionView } from './connection-view.ts';
import { openJournal, type Journal } from './journal/journal.ts';
import type { RecoveryReport } from './journal/recover.ts';
import { DEFAULT_RETENTION, type Retention } from './journal/retention.ts';
import { freeBytesAt, SpaceWatch } from './journal/space-watch.ts';
import type { StoredFrame } from './journal/stored-utterance.ts';
import { soundOf } from './heard-again.ts';
import { Lane } from './lane/lane.ts';
import type { LaneSettings, ReplayFailure } from './lane/lane-deps.ts';
import { listDevices } from './lane/list-devices.ts';
import { SpareHost } from './lane/spare-host.ts';
import { drop } from './log.ts';
import { testInService } from './self-test/test-in-service.ts';
import { SoundWatch, type SoundServer } from './sound-server/sound-watch.ts';
import type { NewOpusEncoder } from './opus-encoder.ts';
import { Tokens } from './tokens.ts';
import type { UplinkState } from './uplink/uplink-machine.ts';
import { UpstreamNews, type UpstreamState } from './uplink/upstream-news.ts';
import { isAnswered } from './transcript/entry.ts';
import { Utterances } from './utterances.ts';
import type { VoiceDeps, VoiceViews } from './voice-deps.ts';

export type { VoiceDeps } from './voice-deps.ts';

const TIDY_EVERY_MS = 60_000;

type LaneResult = Result<undefined, 'unknown-lane'>;

/** Nothing is heard or sent before `start()`. */
export async function openVoice(deps: VoiceDeps): Promise<Voice> {
  const told: { voice?: Voice } = {};
  const journal = await openJournal({
    directory: deps.journal.directory,
    stationKey: deps.journal.stationKey,
    clock: deps.clock,
    retention: retentionOf(deps),
    onEraseRefusal: (code) => told.voice?.erasingIs(code),
    onWritable: (isWritable, code) => told.voice?.journalIs(isWritable, code),
    onUnreadable: (utteranceId) =>
      deps.log.error({ utteranceId }, 'a frame could not be read back from the journal'),
  });
  // WebAssembly that takes 20 ms to compile: not before the window is there.
  const { newOpusEncoder } = await import('./opus-encoder.ts');
  const health = new HealthWatch({
    ...deps,
    onHealth: deps.events.onHealth,
    move: (laneId, devices) => told.voice?.moveLane(laneId, devices),
  });
  const events = health.listenIn(deps.events);
  told.voice = new Voice({ ...deps, events, health, newEncoder: newOpusEncoder }, journal);
  return told.voice;
}

type Composed = VoiceDeps & { readonly newEncoder: NewOpusEncoder; readonly health: HealthWatch };

export class Voice {
  readonly #deps: VoiceDeps;
  readonly health: HealthWatch;
  readonly #journal: Journal;
  readonly #spareHost: SpareHost | undefined;
  readonly #soundWatch: SoundWatch | undefined;
  readonly #lanes: ReadonlyMap<LaneId, Lane>;
  readonly #sessions: Map<LaneId, SessionId>;
  readonly #utterances: Utterances;
  readonly #news: UpstreamNews;
  readonly #crewWords = new CrewWords();
  readonly #spaceWatch = new SpaceWatch();
  #upstream: UpstreamState | undefined;
  #eraseRefusal: string | undefined;
  #cancelTidy: Cancel = () => undefined;
  #isStopped = false;

  constructor(deps: Composed, journal: Journal) {
    const { clock, log, events, relay, line } = deps;
    this.#deps = deps;
    this.health = deps.health;
    this.#journal = journal;
    if (deps.keepsSpareHost === true) {
      this.#spareHost = new SpareHost(deps.forkAudioHost, clock);
    }
    this.#soundWatch = deps.soundServer && this.#newSoundWatch(deps.soundServer);
    this.#sessions = new Map(deps.lanes.map(({ laneId, sessionId }) => [laneId, sessionId]));
    this.#lanes = new Map(deps.lanes.map((lane) => [lane.laneId, this.#newLane(lane)]));
    const tokens = new Tokens(relay, clock);
    const onNews = (upstream: UpstreamState): void => this.#upstreamIs(upstream);
    this.#news = new UpstreamNews({
      url: relay.url,
      fetch: line.fetch,
      tokens,
      clock,
      log,
      onNews,
    });
    this.#utterances = new Utterances({
      ...deps,
      journal,
      tokens,
      laneOf: (laneId) => this.#lanes.get(laneId),
      crewWords: this.#crewWords,
      sessionOf: (laneId) => this.#sessions.get(laneId),
      onUplinkState: (state) => this.#uplinkIs(state),
      onConfigChanged: () => {
        this.#news.ask();
        events.onConfigChanged();
      },
      onSoldOut: events.onSoldOut,
    });
  }

  /**
   * Listens at once. Sending waits until the journal is read back, so that a result of before the start finds its
   * utterance; resolves then.
   */
  async start(): Promise<void> {
    for (const lane of this.#lanes.values()) lane.start();
    this.#spareHost?.start();
    this.#soundWatch?.start();
    this.health.start();
    const { utterances, report } = await this.#journal.readBack;
    if (this.#isStopped) return;
    this.#tellOfDamage(report);
    for (const utterance of utterances) this.#utterances.takeUp(utterance);
    this.#tidyOften();
    this.#utterances.uplink.start();
  }

  /** Ends what is being said, lets results be stored, and resolves when all frames are on disk. */
  async stop(): Promise<void> {
    this.#soundWatch?.stop();
    this.health.stop();
    this.#isStopped = true;
    for (const lane of this.#lanes.values()) lane.stop();
    this.#spareHost?.stop();
    this.#cancelTidy();
    this.#news.stop();
    await this.#utterances.stop();
    await this.#journal.close();
  }

  views(): VoiceViews {
    return {
      connection: this.#connection(),
      lanes: [...this.#lanes.values()].map((lane) => lane.view),
      health: this.health.views(),
      transcripts: this.#utterances.transcripts.all(),
      spool: this.#utterances.spool.view,
      parked: this.#utterances.parked().map(({ utteranceId, laneId, startedAtWallMs }) => ({
        utteranceId,
        laneId,
        saidAtMs: startedAtWallMs,
      })),
    };
  }

  setPushToTalk(
    laneId: LaneId,
    isPressed: boolean,
  ): Result<undefined, 'unknown-lane' | 'wrong-mode'> {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return fail('unknown-lane');
    if (lane.mode !== 'push-to-talk') return fail('wrong-mode');
    lane.talk.press(isPressed);
    return ok(undefined);
  }

  /** A shortcut, pedal or headset button, of which only the press is told. */
  toggleTalk(laneId: LaneId): void {
    const lane = this.#lanes.get(laneId);
    if (lane?.mode === 'push-to-talk') lane.talk.toggle();
  }

  setVehicle(
    laneId: LaneId,
    isPresent: boolean,
  ): Result<'arrived' | 'left' | 'no-change', 'unknown-lane'> {
    const lane = this.#lanes.get(laneId);
    return lane === undefined ? fail('unknown-lane') : ok(lane.setVehicle(isPresent));
  }

  /** Says something to the guest that is no reply to any words. */
  greet(laneId: LaneId, pcm: Uint8Array): void {
    this.#lanes.get(laneId)?.play(utteranceIdSchema.parse(this.#deps.newId()), pcm, true);
  }

  setTalk(laneId: LaneId, talk: Talk): LaneResult {
    return this.#with(laneId, (lane) => lane.setTalk(talk));
  }

  setCrewKey(laneId: LaneId, isHeld: boolean): LaneResult {
    return this.#with(laneId, (lane) => {
      this.#crewWords.hold(laneId, isHeld);
      lane.duck(isHeld);
      if (lane.mode === 'push-to-talk') lane.talk.press(isHeld);
    });
  }

  setVolume(laneId: LaneId, volume: number): LaneResult {
    return this.#with(laneId, (lane) => lane.setVolume(volume));
  }

  setMode(laneId: LaneId, mode: LaneSettings['mode']): LaneResult {
    return this.#with(laneId, (lane) => lane.change({ mode }));
  }

  setMuted(laneId: LaneId, isMuted: boolean): LaneResult {
    return this.#with(laneId, (lane) => lane.mute(isMuted));
  }

  chooseDevice(
    laneId: LaneId,
    choice: { readonly capture?: CaptureSource; readonly playback?: string | undefined },
  ): LaneResult {
    this.health.chosen(laneId, choice);
    return this.#with(laneId, (lane) => lane.change(choice));
  }

  /** Plays on and records from every device of the lanes, which hear nobody meanwhile. */
  selfTest(): ReturnType<typeof testInService> {
    const { forkAudioHost: fork, clock, newId } = this.#deps;
    const lanes = [...this.#lanes.values()];
    return testInService({
      ...{ lanes, fork, clock, health: this.health },
      newPlayId: () => utteranceIdSchema.parse(newId()),
      devices: lanes.map(({ laneId, view }) => {
        const devices = this.health.devicesOf(laneId);
        return { laneId, name: view.name, ...devices };
      }),
    });
  }

  moveLane(laneId: LaneId, devices: LaneDevices): void {
    this.#lanes.get(laneId)?.moveTo(devices);
  }

  retryDevice(laneId: LaneId): LaneResult {
    return this.#with(laneId, (lane) => lane.retryDevice());
  }

  setTakenOver(laneId: LaneId, isTakenOver: boolean): LaneResult {
    return this.#with(laneId, (lane) => lane.setTakenOver(isTakenOver));
  }

  /** The next guest: what is said from now on belongs to this session, no old reply plays on, voice proposes again. */
  beginSession(laneId: LaneId, sessionId: SessionId): LaneResult {
    return this.#with(laneId, (lane) => {
      this.#sessions.set(laneId, sessionId);
      this.#utterances.sessionBegun(laneId);
      lane.stopPlaying();
      lane.setTakenOver(false);
    });
  }

  listDevices(): Promise<Result<readonly AudioDevice[], 'audio-unavailable'>> {
    return listDevices(this.#deps.forkAudioHost, this.#deps.clock);
  }

  /**
   * Plays what was said on the lane's playback device, as long as the retention keeps it. Resolves when it
   * sounds. With `words`, only the part that they are in.
   */
  async hearAgain(
    laneId: LaneId,
    utteranceId: UtteranceId,
    words?: string,
  ): Promise<Result<undefined, 'unknown-lane' | 'sound-erased' | ReplayFailure>> {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return fail('unknown-lane');
    const frames = await this.recentFrames(utteranceId);
    if (frames.length === 0) return fail('sound-erased');
    const text = this.#utterances.transcripts.find(utteranceId)?.text;
    const isPart = text !== undefined && words !== undefined;
    return lane.replay(utteranceId, soundOf(frames, isPart ? { text, words } : undefined));
  }

  /** What was said, as long as the retention keeps it. */
  recentFrames(utteranceId: UtteranceId): Promise<readonly StoredFrame[]> {
    return this.#journal.replay(utteranceId);
  }

  /** What was said, as a WAV file. */
  async recordingOf(utteranceId: UtteranceId): Promise<Result<Uint8Array, 'sound-erased'>> {
    const frames = await this.recentFrames(utteranceId);
    return frames.length === 0 ? fail('sound-erased') : ok(wavOf(frames.map(({ pcm }) => pcm)));
  }

  stopHearing(laneId: LaneId): LaneResult {
    return this.#with(laneId, (lane) => lane.stopReplay());
  }

  /** A person wants parked utterances tried again: these, or all. */
  retryParked(
    utteranceIds: readonly UtteranceId[] = this.views().parked.map(
      ({ utteranceId }) => utteranceId,
    ),
  ): Result<undefined, 'not-parked'> {
    const tried = utteranceIds.filter((utteranceId) => this.#utterances.retryParked(utteranceId));
    return tried.length > 0 ? ok(undefined) : fail('not-parked');
  }

  /** fsyncs asked of the disk so far; for measurements. */
  get fsyncCount(): number {
    return this.#journal.fsyncCount;
  }

  /** The disk refuses, or takes frames again. */
  journalIs(isWritable: boolean, code: string | undefined): void {
    const { log, events } = this.#deps;
    if (isWritable) log.info({}, 'the disk takes the journal again');
    else log.error({ code }, 'the disk refuses the journal');
    this.#utterances.spool.setWritable(isWritable);
    events.onNotice(
      isWritable ? { kind: 'journal-writable' } : { kind: 'journal-unwritable', code },
    );
  }

  /** Delivered sound goes now, before its time: the shift is over. */
  eraseDelivered(): Promise<void> {
    return this.#journal.eraseDelivered();
  }

  sessionOf(utteranceId: UtteranceId): SessionId | undefined {
    return this.#utterances.sessionOf(utteranceId);
  }

  /** A person wants all forgotten that was said in the session. */
  async eraseSession(
    sessionId: SessionId,
  ): Promise<Result<undefined, 'lane-busy' | 'cannot-erase'>> {
    await this.#journal.readBack;
    return this.#utterances.erase(sessionId);
  }

  /** The words of before this long ago leave memory and screen. */
  eraseWordsBefore(ageMs: number): void {
    const beforeUs = this.#deps.clock.nowUs() - ageMs * 1_000;
    this.#utterances.transcripts.erase(
      (entry) => isAnswered(entry) && entry.times.speechStartedAtUs < beforeUs,
    );
  }

  /** The disk refused to erase something (the system's code), or nothing. */
  erasingIs(code: string | undefined): void {
    if (code === this.#eraseRefusal) return;
    this.#eraseRefusal = code;
    if (code !== undefined) this.#deps.log.error({ code }, 'the disk refuses to erase sound');
    this.#deps.events.onNotice(
      code === undefined ? { kind: 'erasing-works' } : { kind: 'erasing-refused', code },
    );
  }

  #with(laneId: LaneId, act: (lane: Lane) => void): LaneResult {
    const lane = this.#lanes.get(laneId);
    if (lane === undefined) return fail('unknown-lane');
    act(lane);
    return ok(undefined);
  }

  #newLane(settings: VoiceDeps['lanes'][number]): Lane {
    const { clock, random, log, events, forkAudioHost, newId } = this.#deps;
    const { laneId } = settings;
    return new Lane(settings, {
      fork: this.#spareHost?.take ?? forkAudioHost,
      clock,
      random,
      log,
      newId,
      capture: {
        onStarted: (startedAtUs) => {
          const sessionId = this.#sessions.get(laneId) ?? settings.sessionId;
          const begun = this.#utterances.speechStarted(laneId, sessionId, startedAtUs);
          this.#crewWords.begun(laneId, begun);
          return begun;
        },
        onFrames: (utteranceId, frames) => this.#utterances.captured(utteranceId, frames),
        onGap: (utteranceId, gapMs) => this.#utterances.gap(utteranceId, gapMs),
        onEnded: (utteranceId, end) => this.#utterances.speechEnded(utteranceId, end),
      },
      onView: events.onLane,
      onLevel: events.onLevel,
      onPlayback: (ended) => this.#utterances.played(ended),
    });
  }

  #newSoundWatch(server: SoundServer): SoundWatch {
    return new SoundWatch({
      ...this.#deps,
      server,
      onStreams: (streams) => {
        for (const lane of this.#lanes.values()) lane.captureStreamsAre(streams);
      },
      onNewSource: () => {
        for (const lane of this.#lanes.values()) lane.devicesChanged();
      },
    });
  }

  #uplinkIs(state: UplinkState): void {
    if (state.name !== 'live') {
      this.#news.stop();
      this.#upstream = undefined;
    }
    this.#deps.events.onConnection(this.#connection());
  }

  #upstreamIs(upstream: UpstreamState): void {
    this.#upstream = upstream;
    const areWordsAvailable = upstream.verdict !== 'BATCH_PROCESSING_ONLY';
    for (const lane of this.#lanes.values()) lane.setWordsAvailable(areWordsAvailable);
    this.#deps.events.onConnection(this.#connection());
  }

  #connection(): ConnectionView {
    const { uplink } = this.#utterances;
    return connectionView(uplink.state, this.#upstream, uplink);
  }

  #tellOfDamage({ damaged, unreadableUtterances }: RecoveryReport): void {
    if (damaged.length > 0) this.#deps.log.warn({ damaged }, 'the journal was damaged');
    // A torn tail is what a kill leaves, and costs no whole record.
    const records = damaged.filter(({ what }) => what !== 'torn-tail').length;
    if (records === 0 && unreadableUtterances === 0) return;
    const notice = { damagedRecords: records, unreadableUtterances };
    this.#deps.events.onNotice({ kind: 'journal-damaged', ...notice });
  }

  #tidyOften(): void {
    const { clock, log } = this.#deps;
    drop(this.#tidy(), log);
    this.#cancelTidy = clock.after(TIDY_EVERY_MS, () => this.#tidyOften());
  }

  async #tidy(): Promise<void> {
    await this.#journal.tidy();
    const { directory, freeBytes = () => freeBytesAt(directory) } = this.#deps.journal;
    const { maxBytes } = retentionOf(this.#deps)();
    const space = { ...this.#journal.space, maxBytes, freeBytes: await freeBytes() };
    for (const news of this.#spaceWatch.look(space)) {
      this.#deps.log.warn({ ...news }, 'room for sound');
      this.#deps.events.onNotice(news);
    }
  }
}

function retentionOf({ journal }: Pick<VoiceDeps, 'journal'>): () => Retention {
  return journal.retention ?? (() => DEFAULT_RETENTION);
}
