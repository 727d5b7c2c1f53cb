/** The one file that knows prom-client: every figure the relay publishes, by the integration plan's names. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { isStreamingSupported, VERDICTS, type Verdict } from '../../shared/buildpanel/verdict.ts';
import type { StreamingFlags } from '../streaming-flags.ts';
import type { UtteranceRecord } from '../utterance-record.ts';

const LATENCY_BUCKETS_S = [0.05, 0.1, 0.2, 0.5, 1, 1.5, 2, 3, 5, 10, 30];
const FRAME_AGE_BUCKETS_S = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5];

/** More label values than this are more than a page shows or Prometheus likes. */
const MAX_RESTAURANTS = 100;

/** What is measured only when it is asked for. */
export type Source = {
  readonly queues: () => Readonly<Record<string, number>>;
  readonly budgets: () => readonly { readonly restaurantId: string; readonly usedShare: number }[];
};
const NO_SOURCE: Source = { queues: () => ({}), budgets: () => [] };

export class RelayMetrics {
  readonly #registry = new Registry();
  readonly #sessions = this.#counter('streaming_sessions_total', 'Utterances by how they ended.', [
    'via',
    'outcome',
  ]);
  readonly #latency = this.#histogram(
    'streaming_latency_seconds',
    'upstream_open, first_partial: from the first frame; final, batch: from the end of speech; stored: from final told to kept at the station.',
    LATENCY_BUCKETS_S,
    ['stage'],
  );
  readonly #fallbacks = this.#counter(
    'streaming_fallbacks_total',
    'Utterances wanted whole, by reason.',
    ['reason'],
  );
  readonly #dropped = this.#counter('audio_chunks_dropped_total', 'Frames not taken, by reason.', [
    'reason',
  ]);
  readonly #frames = this.#counter(
    'audio_frames_total',
    'Frames received in order, by codec and frames in a message: weak links send Opus, then several at once.',
    ['codec', 'per_message'],
  );
  /** By codec, then by frames in a message, since the last reading: labels cost too much for each frame. */
  readonly #framesTaken = new Map<string, number[]>();
  readonly #uploads = this.#counter(
    'utterance_uploads_total',
    'Utterances that came whole, by codec and whether their guest waited.',
    ['codec', 'priority'],
  );
  readonly #messagesDropped = this.#counter(
    'down_messages_dropped_total',
    'Messages a slow station went without.',
    ['kind'],
  );
  readonly #connections = this.#gauge('voice_active_connections', 'Open station connections.');
  readonly #healthy = this.#gauge(
    'buildpanel_streaming_healthy',
    '1 when streaming works, else 0.',
  );
  readonly #verdict = this.#gauge('buildpanel_verdict', '1 for the verdict of the last probes.', [
    'verdict',
  ]);
  readonly #breakerOpen = this.#gauge(
    'buildpanel_breaker_open',
    '1 while the circuit breaker of a way is open.',
    ['way'],
  );
  readonly #frameAge = this.#histogram(
    'frame_age_seconds',
    'From capture to the relay, of one message in ten, for stations with a clock estimate.',
    FRAME_AGE_BUCKETS_S,
  );
  readonly #faults = this.#counter('faults_total', 'Messages of stations that were refused.', [
    'code',
  ]);
  readonly #refusals = this.#counter(
    'refusals_total',
    'Requests and handshakes that were refused, by the code that was told.',
    ['code'],
  );
  readonly #limits = this.#counter(
    'limits_exceeded_total',
    'Times that a station, or its restaurant, went over a limit.',
    ['limit', 'whose'],
  );
  readonly #pressure = this.#gauge(
    'relay_pressure_level',
    '0 calm, 1 and 2 while stations are asked for larger messages, 3 while new ones are sent away.',
  );
  #source: Source = NO_SOURCE;
  readonly #resumed = this.#counter(
    'audio_frames_resumed_total',
    'Frames of utterances that went on after their line was cut.',
  );
  readonly #clockError = this.#histogram(
    'clock_error_seconds',
    "How far a station's estimate of this relay's clock may be off.",
    FRAME_AGE_BUCKETS_S,
  );
  readonly #repeated = this.#counter(
    'upstream_repeated_total',
    'Utterances that the upstream may have been asked twice.',
  );

  readonly #orderEvents = this.#counter(
    'order_events_total',
    'Refunds, payments and grades of orders by what became of them.',
    ['kind', 'outcome'],
  );
  readonly #orders = this.#counter('orders_total', 'Orders of stations by what became of them.', [
    'outcome',
  ]);

  readonly #utterances = this.#counter(
    'voice_utterances_total',
    'Utterances by the arm that the flags chose, by how the words came, and by outcome.',
    ['arm', 'via', 'outcome'],
  );
  readonly #rolloutPercentage = this.#gauge(
    'streaming_rollout_percentage',
    'Share of stations that stream by the flags for all restaurants; 0 while streaming is off.',
  );
  readonly #stepsBack = this.#counter(
    'streaming_rollout_step_backs_total',
    'Times that the streaming arm was not good enough and lost a stage.',
  );
  readonly #recordsLost = this.#counter(
    'utterance_records_lost_total',
    'Lines of the utterance log that a failing store cost.',
  );

  readonly #replies = this.#counter(
    'replies_played_total',
    'Spoken replies by what ended them: their end, a guest who spoke (barge-in), staff or a failure.',
    ['stopped_by'],
  );
  readonly #replySeconds = this.#counter(
    'reply_seconds_total',
    'Sound of spoken replies that guests heard, and that they did not.',
    ['heard'],
  );

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
    const source = () => this.#source;
    new Gauge({
      name: 'queue_depth',
      help: 'What waits or is under way, by queue.',
      labelNames: ['queue'],
      registers: [this.#registry],
      collect() {
        for (const [queue, depth] of Object.entries(source().queues())) this.set({ queue }, depth);
      },
    });
    new Gauge({
      name: 'restaurant_frame_budget_used_ratio',
      help: 'How much of its frames a restaurant has used up, the 100 fullest: 1 is its limit.',
      labelNames: ['restaurant_id'],
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const { restaurantId, usedShare } of source().budgets().slice(0, MAX_RESTAURANTS))
          this.set({ restaurant_id: restaurantId }, usedShare);
      },
    });
    this.#connections.set(0);
    this.#healthy.set(0);
    this.verdict('NOTHING_REACHABLE');
  }

  utteranceStarted(via: string): void {
    this.#sessions.inc({ via, outcome: 'started' });
  }

  utteranceEnded(via: string, outcome: string): void {
    this.#sessions.inc({ via, outcome });
  }

  latency(stage: string, seconds: number): void {
    this.#latency.observe({ stage }, seconds);
  }

  fallback(reason: string): void {
    this.#fallbacks.inc({ reason });
  }

  framesTaken(message: { codec: string; frames: readonly unknown[] }, frameCount: number): void {
    const perMessage = message.frames.length;
    let counts = this.#framesTaken.get(message.codec);
    if (counts === undefined) {
      counts = [];
      this.#framesTaken.set(message.codec, counts);
    }
    counts[perMessage] = (counts[perMessage] ?? 0) + frameCount;
  }

  uploaded(codec: string, priority: string): void {
    this.#uploads.inc({ codec, priority });
  }

  framesDropped(reason: string, frameCount: number): void {
    this.#dropped.inc({ reason }, frameCount);
  }

  messagesDropped(kind: string): void {
    this.#messagesDropped.inc({ kind });
  }

  frameAge(seconds: number): void {
    this.#frameAge.observe(seconds);
  }

  fault(code: string): void {
    this.#faults.inc({ code });
  }

  refused(code: string): void {
    this.#refusals.inc({ code });
  }

  limitExceeded(limit: string, whose: string): void {
    this.#limits.inc({ limit, whose });
  }

  /** 0 calm, 1 and 2 larger messages, 3 no new stations. */
  pressure(level: number): void {
    this.#pressure.set(level);
  }

  framesResumed(frameCount: number): void {
    this.#resumed.inc(frameCount);
  }

  clockError(seconds: number): void {
    this.#clockError.observe(seconds);
  }

  /** Asked at each scrape. */
  watch(source: Source): void {
    this.#source = source;
  }

  upstreamRepeated(): void {
    this.#repeated.inc();
  }

  replyPlayed(stoppedBy: string, sound: { heardMs: number; unheardMs: number }): void {
    this.#replies.inc({ stopped_by: stoppedBy });
    this.#replySeconds.inc({ heard: 'yes' }, sound.heardMs / 1_000);
    this.#replySeconds.inc({ heard: 'no' }, sound.unheardMs / 1_000);
  }

  order(outcome: string): void {
    this.#orders.inc({ outcome });
  }

  orderEvent(kind: string, outcome: string): void {
    this.#orderEvents.inc({ kind, outcome });
  }

  utteranceRecorded({ arm, via, outcome }: UtteranceRecord): void {
    this.#utterances.inc({ arm, via, outcome });
  }

  flags({ isStreamingEnabled, rolloutPercentage }: StreamingFlags): void {
    this.#rolloutPercentage.set(isStreamingEnabled ? rolloutPercentage : 0);
  }

  steppedBack(): void {
    this.#stepsBack.inc();
  }

  recordsLost(count: number): void {
    this.#recordsLost.inc(count);
  }

  connections(count: number): void {
    this.#connections.set(count);
  }

  verdict(verdict: Verdict): void {
    this.#healthy.set(isStreamingSupported(verdict) ? 1 : 0);
    for (const name of VERDICTS) this.#verdict.set({ verdict: name }, name === verdict ? 1 : 0);
  }

  breaker(way: string, isOpen: boolean): void {
    this.#breakerOpen.set({ way }, isOpen ? 1 : 0);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Prometheus text. */
  text(): Promise<string> {
    this.#countFrames();
    return this.#registry.metrics();
  }

  #countFrames(): void {
    for (const [codec, counts] of this.#framesTaken)
      counts.forEach((count, perMessage) =>
        this.#frames.inc({ codec, per_message: perMessage }, count),
      );
    this.#framesTaken.clear();
  }

  #counter(name: string, help: string, labelNames: readonly string[] = []): Counter {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }

  #gauge(name: string, help: string, labelNames: readonly string[] = []): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.#registry] });
  }

  #histogram(
    name: string,
    help: string,
    buckets: number[],
    labelNames: readonly string[] = [],
  ): Histogram {
    return new Histogram({ name, help, buckets, labelNames, registers: [this.#registry] });
  }
}
