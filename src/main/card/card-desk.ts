/**
 * Asks the card terminal, one thing after the other, and remembers on disk what was asked until it is in the
 * books. So no kill, silence or change of mind leaves a guest charged twice, or charged for what they paid in
 * cash. Tickets and the order desk call it (docs/adr/0024).
 */
import { fail, ok, type Result } from '../../shared/result.ts';
import type {
  CardAmount,
  CardAnswer,
  CardPayment,
  Cards,
  CardTerminal,
  ChargeFailure,
  RefundFailure,
} from '../card-terminal.ts';
import { drop, type Log } from '../log.ts';
import { OpenCharges, type OpenCharge } from './open-charges.ts';

/** A guest looks for the card and enters a PIN. */
const CARD_DEADLINE_MS = 60_000;
/** What the terminal would not cancel is asked of it again this often. */
const CANCEL_AGAIN_MS = 30_000;
/** Beyond it nothing is asked: somebody has to look at that terminal first. */
const MAX_OPEN = 100;

const CHARGE_FAILURES = {
  declined: 'card-declined',
  away: 'card-away',
  unknown: 'card-unknown',
} as const satisfies Record<string, ChargeFailure>;
const REFUND_FAILURES = {
  declined: 'refund-declined',
  away: 'refund-away',
  unknown: 'refund-unknown',
} as const satisfies Record<string, RefundFailure>;

export type CardDeskDeps = {
  readonly path: string;
  readonly terminal: CardTerminal;
  /** How this payment was made; undefined: it is not made yet. */
  readonly paidBy: (payment: CardPayment) => 'card' | 'another-way' | undefined;
  /** Of which nobody knows whether the card has paid; empty: all is well again. */
  readonly onUnsettled: (charges: readonly OpenCharge[]) => void;
  readonly onCorrupt: (keptAs: string | undefined) => void;
  readonly wallMs: () => number;
  readonly log: Pick<Log, 'error'>;
  readonly deadlineMs?: number;
  readonly cancelAgainMs?: number;
};

export class CardDesk implements Cards {
  readonly #deps: CardDeskDeps;
  readonly #charges: OpenCharges;
  readonly #leaving = new AbortController();
  #turn: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  /** What people were told last. */
  #told = '';

  private constructor(deps: CardDeskDeps, charges: OpenCharges) {
    this.#deps = deps;
    this.#charges = charges;
  }

  /** What was asked before a kill is in the books, or was paid another way, or is told. */
  static async open(deps: CardDeskDeps): Promise<CardDesk> {
    const { path, paidBy, onCorrupt, wallMs } = deps;
    const charges = await OpenCharges.open(path, { wallMs: wallMs(), onCorrupt });
    const desk = new CardDesk(deps, charges);
    for (const charge of charges.list()) {
      const by = paidBy(charge);
      if (by === 'card') await charges.forget(charge);
      else if (by === 'another-way') await charges.put(charge, 'to-cancel');
      else if (charge.state === 'asked') await charges.put(charge, 'unknown');
    }
    desk.#tell();
    desk.#cancelSoon();
    return desk;
  }

  charge(charge: CardAmount): Promise<Result<undefined, ChargeFailure | 'cannot-save'>> {
    return this.#inTurn(async () => {
      const charges = this.#charges;
      const before = charges.find(charge);
      if (before === undefined && charges.list().length >= MAX_OPEN) return fail('card-unknown');
      const saved = await charges.put(charge, 'asked');
      if (!saved.ok) {
        await this.#putBack(charge, before);
        return saved;
      }
      const answer = await this.#ask(() => this.#deps.terminal.charge(charge));
      if (answer === 'approved') return ok(undefined);
      if (answer === 'unknown') await charges.put(charge, 'unknown');
      else if (answer === 'away') await this.#putBack(charge, before);
      else await charges.forget(charge);
      this.#tell();
      return fail(CHARGE_FAILURES[answer]);
    });
  }

  async booked(payment: CardPayment): Promise<void> {
    await this.#charges.forget(payment);
    this.#tell();
  }

  async letGo(payment: CardPayment): Promise<void> {
    const charge = this.#charges.find(payment);
    if (charge === undefined) return;
    await this.#charges.put(charge, 'to-cancel');
    this.#cancelSoon();
  }

  refund(refund: CardAmount): Promise<Result<undefined, RefundFailure>> {
    return this.#inTurn(async () => {
      const answer = await this.#ask(() => this.#deps.terminal.refund(refund));
      return answer === 'approved' ? ok(undefined) : fail(REFUND_FAILURES[answer]);
    });
  }

  /** Waits for no guest at the terminal: what it has not said is on disk as such. */
  async stop(): Promise<void> {
    this.#leaving.abort();
    clearTimeout(this.#timer);
    await this.#turn;
  }

  #putBack(charge: CardAmount, before: OpenCharge | undefined): Promise<unknown> {
    if (before === undefined) return this.#charges.forget(charge);
    return this.#charges.put(before, before.state === 'asked' ? 'unknown' : before.state);
  }

  #cancelSoon(): void {
    drop(
      this.#inTurn(() => this.#cancel()),
      this.#deps.log,
    );
  }

  async #cancel(): Promise<void> {
    const isLeaving = () => this.#leaving.signal.aborted;
    const toCancel = () => this.#charges.list().filter(({ state }) => state === 'to-cancel');
    for (const charge of toCancel()) {
      if (isLeaving()) return;
      const answer = await this.#ask(() => this.#deps.terminal.cancel(charge));
      if (answer === 'approved') await this.#charges.forget(charge);
    }
    this.#tell();
    clearTimeout(this.#timer);
    if (toCancel().length === 0 || isLeaving()) return;
    const { cancelAgainMs = CANCEL_AGAIN_MS } = this.#deps;
    this.#timer = setTimeout(() => this.#cancelSoon(), cancelAgainMs);
    this.#timer.unref();
  }

  /** A terminal that breaks has not said either. */
  async #ask(question: () => Promise<CardAnswer>): Promise<CardAnswer> {
    const { signal } = this.#leaving;
    if (signal.aborted) return 'away';
    const deadline = AbortSignal.any([
      signal,
      AbortSignal.timeout(this.#deps.deadlineMs ?? CARD_DEADLINE_MS),
    ]);
    const silence = new Promise<CardAnswer>((resolve) => {
      deadline.addEventListener('abort', () => resolve('unknown'), { once: true });
    });
    return Promise.race([question(), silence]).catch(() => 'unknown');
  }

  #tell(): void {
    const unsettled = this.#charges.list().filter(({ state }) => state !== 'asked');
    const told = unsettled.map((one) => JSON.stringify([one.orderId, one.number])).join(' ');
    if (told === this.#told) return;
    this.#told = told;
    this.#deps.onUnsettled(unsettled);
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#turn.then(work);
    this.#turn = answer.catch(() => undefined);
    return answer;
  }
}
