/** The counter to practise on: no relay, no kitchen, no drawer, no number of the real series, marked paper. */
import { markedAsTraining } from '../shared/receipt/training-mark.ts';
import { fail, ok } from '../shared/result.ts';
import { TRAINING_PREFIX } from '../shared/training.ts';
import { SimulatedTerminal } from './card/simulated-terminal.ts';
import type { Handlers } from './ipc/answer-calls.ts';
import { openCounter, type Counter, type CounterDeps } from './open-counter.ts';
import { OrderPrinting, type OrderPrintingDeps } from './order-printing.ts';
import type { PrintingHandlerDeps } from './printing-handlers.ts';

export type Practice = Counter & {
  readonly orderPrinting: OrderPrinting;
  readonly printing: PrintingHandlerDeps['printing'];
  readonly stop: () => Promise<void>;
};

export type PracticeDeps = Omit<
  CounterDeps,
  'send' | 'sendEvent' | 'prefix' | 'record' | 'onOrder' | 'onMissed' | 'terminal'
> & {
  readonly printing: PrintingHandlerDeps['printing'];
  readonly orderPrintingDeps: Omit<OrderPrintingDeps, 'printing'>;
};

export async function openPracticeCounter(deps: PracticeDeps): Promise<Practice> {
  const printing = practicePrinting(deps.printing);
  const orderPrinting = new OrderPrinting({ ...deps.orderPrintingDeps, printing });
  const counter = await openCounter({
    ...deps,
    // Everything is taken at once, and goes nowhere.
    send: () => Promise.resolve(ok(undefined)),
    sendEvent: () => Promise.resolve(ok(undefined)),
    prefix: () => TRAINING_PREFIX,
    terminal: new SimulatedTerminal(),
    // What is practised did not happen; that there was training is in the audit trail.
    record: () => Promise.resolve({ ok: true }),
    onOrder: (order) => orderPrinting.orderChanged(order),
    onMissed: () => undefined,
  });
  orderPrinting.takeUp(counter.orders.list());
  return {
    ...counter,
    orderPrinting,
    printing,
    stop: async () => {
      await counter.cards.stop();
      await counter.tickets.settled();
      await counter.orders.stop();
      orderPrinting.stop();
      await counter.day.settled();
    },
  };
}

/** The guest's printer alone, and it says on every page that it is none of a guest's. */
function practicePrinting(
  printing: PrintingHandlerDeps['printing'],
): PrintingHandlerDeps['printing'] {
  return {
    get setup() {
      const { receipt, receiptRule } = printing.setup;
      const rules = { receiptRule, kitchenRule: 'never', cashOpensDrawer: false } as const;
      return { ...rules, ...(receipt !== undefined && { receipt }) };
    },
    stateOf: (key) => printing.stateOf(key),
    queue: (request) => {
      const language = printing.setup.receipt?.language;
      if (request.printer !== 'receipt' || language === undefined) {
        return Promise.resolve(fail('no-printer'));
      }
      const document = markedAsTraining(request.document, language);
      return printing.queue({ ...request, document });
    },
    kickDrawer: () => Promise.resolve(ok(undefined)),
    change: (setup) => printing.change(setup),
    retry: (jobId) => printing.retry(jobId),
    drop: (jobId) => printing.drop(jobId),
  };
}

/** What reaches beyond the screen does not go through while somebody practises. */
export function practiceHandlers(handlers: Handlers): Handlers {
  const inTraining = () => fail('in-training' as const);
  return {
    ...handlers,
    openDrawer: inTraining,
    setSoldOut: inTraining,
    reportTrouble: inTraining,
    setPrinters: inTraining,
    askKitchen: () => fail('unknown-order'),
  };
}
