/**
 * Everything that goes to paper: a job is on disk before it counts as queued, and each printer works through
 * its own in order. What may be on paper already is never printed again without a person's word.
 */
import { join } from 'node:path';
import type { BackoffPolicy } from '../../shared/backoff.ts';
import {
  PRINTER_NAMES,
  type PrinterDevice,
  type PrinterName,
  type PrintingSetup,
} from '../../shared/printing/printing-setup.ts';
import {
  MAX_SHOWN_JOBS,
  printJobIdSchema,
  type PrintContent,
  type PrinterTrouble,
  type PrintingView,
  type PrintJobId,
} from '../../shared/printing/printing-view.ts';
import type { PrintDocument } from '../../shared/receipt/print-document.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { encodeDrawerKick } from './escpos.ts';
import { isTooOld, pageOf } from './page-of.ts';
import { oneAtATime, type PrintDevice, type PrintOutcome } from './print-device.ts';
import { loadJobs, removeJob, saveJob, viewOf, type PrintJob } from './print-job.ts';
import { PrintedKeys } from './printed-keys.ts';
import { PrinterQueue } from './printer-queue.ts';

/** For each printer: a night's receipts with the printer away. Beyond it a page is refused, not an older one lost. */
const MAX_JOBS = 200;

export type PrintingDeps = {
  readonly directory: string;
  readonly setup: PrintingSetup;
  readonly openDevice: (device: PrinterDevice) => PrintDevice;
  readonly timeZone: () => string;
  readonly newId: () => string;
  readonly wallMs: () => number;
  readonly random: () => number;
  readonly backoff: BackoffPolicy;
  readonly onView: (view: PrintingView) => void;
  readonly onCorrupt: (keptAs: string | undefined) => void;
};

export type PrintRequest = {
  readonly printer: PrinterName;
  readonly content: PrintContent;
  readonly document: PrintDocument;
  /** Wall clock of what the page is about. */
  readonly takenAtMs: number;
  /** A page with a key is queued once: the same key again changes nothing. */
  readonly key?: string;
};

export type QueueFailure = 'no-printer' | 'queue-full' | 'cannot-save';

export class Printing {
  readonly #deps: PrintingDeps;
  readonly #jobsFolder: string;
  readonly #printed: PrintedKeys;
  readonly #jobs: Map<PrintJobId, PrintJob>;
  #queues = new Map<PrinterName, PrinterQueue>();
  #setup: PrintingSetup;
  #hasStarted = false;

  private constructor(deps: PrintingDeps, jobs: readonly PrintJob[], printed: PrintedKeys) {
    this.#deps = deps;
    this.#setup = deps.setup;
    this.#jobsFolder = join(deps.directory, 'jobs');
    this.#printed = printed;
    this.#jobs = new Map(jobs.map((job) => [job.jobId, job]));
  }

  static async open(deps: PrintingDeps): Promise<Printing> {
    const wallMs = deps.wallMs();
    const printed = await PrintedKeys.open(join(deps.directory, 'printed.jsonl'), wallMs);
    const loaded = await loadJobs(join(deps.directory, 'jobs'), { ...deps, wallMs });
    const printing = new Printing(deps, [], printed);
    for (const job of loaded) await printing.#takeUp(job);
    return printing;
  }

  start(): void {
    this.#hasStarted = true;
    this.#openQueues();
  }

  view(): PrintingView {
    const troubles = [...this.#queues].flatMap(([printer, { trouble }]) =>
      trouble === undefined ? [] : [{ printer, trouble }],
    );
    const jobs = [...this.#jobs.values()].slice(0, MAX_SHOWN_JOBS).map(viewOf);
    return { setup: this.#setup, troubles, jobs };
  }

  get setup(): PrintingSetup {
    return this.#setup;
  }

  /** `printed`: on paper, or dropped by a person; `queued`: on its way there, or waiting for a person's word. */
  stateOf(key: string): 'queued' | 'printed' | 'unknown' {
    if ([...this.#jobs.values()].some((job) => job.key === key)) return 'queued';
    return this.#printed.has(key) ? 'printed' : 'unknown';
  }

  /** Ok means that the page is on disk and will be printed, or was already. */
  async queue(request: PrintRequest): Promise<Result<undefined, QueueFailure>> {
    const { key } = request;
    if (key !== undefined && this.stateOf(key) !== 'unknown') return ok(undefined);
    if (this.#setup[request.printer] === undefined) return fail('no-printer');
    if (this.#jobsOf(request.printer).length >= MAX_JOBS) return fail('queue-full');
    const job: PrintJob = {
      ...request,
      format: 1,
      jobId: printJobIdSchema.parse(this.#deps.newId()),
      queuedAtMs: Math.round(this.#deps.wallMs()),
      isAgain: false,
      state: { name: 'waiting' },
    };
    // In memory first: the same key while the disk works must not make a second job.
    this.#jobs.set(job.jobId, job);
    const saved = await saveJob(this.#jobsFolder, job);
    if (!saved.ok) {
      this.#jobs.delete(job.jobId);
      return saved;
    }
    this.#changed();
    this.#queues.get(job.printer)?.wake();
    return ok(undefined);
  }

  /** Prints again what may be on paper, or what was too old; a job that only waits is tried at once. */
  async retry(jobId: PrintJobId): Promise<Result<undefined, 'unknown-job' | 'cannot-save'>> {
    const job = this.#jobs.get(jobId);
    if (job === undefined) return fail('unknown-job');
    if (job.state.name === 'asking') {
      const asked =
        job.state.why === 'too-old'
          ? { queuedAtMs: Math.round(this.#deps.wallMs()) }
          : { isAgain: true };
      const saved = await this.#keep({ ...job, ...asked, state: { name: 'waiting' } });
      if (!saved.ok) return saved;
    }
    this.#queues.get(job.printer)?.wake();
    return ok(undefined);
  }

  /** What is being printed at this moment can't be taken back. */
  async drop(jobId: PrintJobId): Promise<Result<undefined, 'unknown-job'>> {
    const job = this.#jobs.get(jobId);
    if (job === undefined || job.state.name === 'printing') return fail('unknown-job');
    await this.#finish(job);
    return ok(undefined);
  }

  /** Opens the drawer now or not at all. */
  async kickDrawer(): Promise<Result<undefined, 'no-printer' | PrinterTrouble>> {
    const queue = this.#queues.get('receipt');
    return queue?.runErrand(encodeDrawerKick()) ?? fail('no-printer');
  }

  /** What is being printed goes on if its printer stays the same; else a person is asked about it. */
  async change(setup: PrintingSetup): Promise<void> {
    const isSame = PRINTER_NAMES.every(
      (name) => JSON.stringify(setup[name]?.device) === JSON.stringify(this.#setup[name]?.device),
    );
    this.#setup = setup;
    if (!isSame && this.#hasStarted) {
      await this.#closeQueues();
      for (const job of this.#jobs.values()) await this.#takeUp(job);
      this.#openQueues();
    }
    this.#changed();
  }

  async stop(): Promise<void> {
    this.#hasStarted = false;
    await this.#closeQueues();
  }

  #openQueues(): void {
    const devices = new Map<string, PrintDevice>();
    for (const name of PRINTER_NAMES) {
      const device = this.#setup[name]?.device;
      if (device === undefined) continue;
      const address = JSON.stringify(device);
      const opened = devices.get(address) ?? oneAtATime(this.#deps.openDevice(device));
      devices.set(address, opened);
      this.#queues.set(name, this.#openQueue(name, opened));
    }
    for (const queue of this.#queues.values()) queue.wake();
    this.#changed();
  }

  #openQueue(name: PrinterName, device: PrintDevice): PrinterQueue {
    return new PrinterQueue({
      device,
      next: () => this.#jobsOf(name).find(({ state }) => state.name === 'waiting'),
      begin: (job) => this.#begin(job),
      end: (job, outcome) => this.#end(job, outcome),
      onTrouble: () => this.#changed(),
      backoff: this.#deps.backoff,
      random: this.#deps.random,
    });
  }

  async #closeQueues(): Promise<void> {
    const queues = [...this.#queues.values()];
    await Promise.all(queues.map((queue) => queue.stop()));
    this.#queues = new Map();
  }

  /** The mark is on disk before the first byte goes out. A disk that refuses it must not stop the kitchen. */
  async #begin(job: PrintJob): Promise<Uint8Array | undefined> {
    const printer = this.#setup[job.printer];
    if (printer === undefined || this.#jobs.get(job.jobId) !== job) return undefined;
    const wallMs = this.#deps.wallMs();
    if (isTooOld(job, wallMs)) {
      await this.#keep({ ...job, state: { name: 'asking', why: 'too-old' } });
      return undefined;
    }
    await this.#keep({ ...job, state: { name: 'printing' } });
    return pageOf(job, printer, { wallMs, timeZone: this.#deps.timeZone() });
  }

  async #end(job: PrintJob, outcome: PrintOutcome): Promise<void> {
    if (outcome.ok) await this.#finish(job);
    else if (outcome.failure.isSent) await this.#ask(job);
    else await this.#keep({ ...job, state: { name: 'waiting' } });
  }

  #ask(job: PrintJob) {
    return this.#keep({ ...job, state: { name: 'asking', why: 'perhaps-printed' } });
  }

  /** A job from disk, or of a printer that is another one now. */
  async #takeUp(job: PrintJob): Promise<void> {
    this.#jobs.set(job.jobId, job);
    // The mark of what is on paper is written before the job goes.
    const isDone = job.key !== undefined && this.#printed.has(job.key);
    if (isDone) await this.#finish(job);
    else if (job.state.name === 'printing') await this.#ask(job);
  }

  async #finish(job: PrintJob): Promise<void> {
    const { key } = job;
    if (key !== undefined) await this.#printed.add(key, this.#deps.wallMs());
    await removeJob(this.#jobsFolder, job);
    this.#jobs.delete(job.jobId);
    this.#changed();
  }

  /** In memory whatever the disk says. */
  async #keep(job: PrintJob): Promise<Result<undefined, 'cannot-save'>> {
    this.#jobs.set(job.jobId, job);
    this.#changed();
    return saveJob(this.#jobsFolder, job);
  }

  #jobsOf(name: PrinterName): readonly PrintJob[] {
    return [...this.#jobs.values()].filter(({ printer }) => printer === name);
  }

  #changed(): void {
    this.#deps.onView(this.view());
  }
}
