/** Card payments that were asked for and are in no book yet, in one durable file. */
import { z } from 'zod';
import { orderIdSchema } from '../../shared/order/order.ts';
import type { Result } from '../../shared/result.ts';
import type { CardAmount, CardPayment } from '../card-terminal.ts';
import { readTextIfThere, setAside, writeDurably } from '../durable-file.ts';
import { parseJson } from '../parse-json.ts';

/**
 * ```
 *          charge              no word, or a kill
 * (none) ─────────► asked ──────────────────────► unknown
 *    ▲               │ │                           │  │
 *    └── booked or declined ◄──────────────────────┘  │
 *    └── cancelled ◄── to-cancel ◄── let go ──────────┘
 * ```
 */
const openChargeSchema = z.strictObject({
  orderId: orderIdSchema,
  number: z.number().int().min(0),
  amountCents: z.number().int().min(0),
  state: z.enum(['asked', 'unknown', 'to-cancel']),
});
export type OpenCharge = z.infer<typeof openChargeSchema>;

const fileSchema = z.strictObject({
  format: z.literal(1),
  charges: z.array(openChargeSchema).readonly(),
});

export class OpenCharges {
  readonly #path: string;
  #charges: readonly OpenCharge[];
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(path: string, charges: readonly OpenCharge[]) {
    this.#path = path;
    this.#charges = charges;
  }

  static async open(
    path: string,
    at: { readonly wallMs: number; readonly onCorrupt: (keptAs: string | undefined) => void },
  ): Promise<OpenCharges> {
    const text = await readTextIfThere(path);
    if (text.ok && text.value === undefined) return new OpenCharges(path, []);
    const file = fileSchema.safeParse(text.ok ? parseJson(text.value ?? '') : undefined);
    if (!file.success) at.onCorrupt(await setAside(path, at.wallMs));
    return new OpenCharges(path, file.success ? file.data.charges : []);
  }

  list(): readonly OpenCharge[] {
    return this.#charges;
  }

  find(payment: CardPayment): OpenCharge | undefined {
    return this.#charges.find((one) => isSame(one, payment));
  }

  /** Ok means that it is on disk. */
  put(charge: CardAmount, state: OpenCharge['state']): Promise<Result<undefined, 'cannot-save'>> {
    const { orderId, number, amountCents } = charge;
    const others = this.#charges.filter((one) => !isSame(one, charge));
    this.#charges = [...others, { orderId, number, amountCents, state }];
    return this.#save();
  }

  /** One that the disk still has is looked at again at the next start: no harm. */
  async forget(payment: CardPayment): Promise<void> {
    if (this.find(payment) === undefined) return;
    this.#charges = this.#charges.filter((one) => !isSame(one, payment));
    await this.#save();
  }

  async #save(): Promise<Result<undefined, 'cannot-save'>> {
    const write = this.#writing.then(() => {
      const file: z.infer<typeof fileSchema> = { format: 1, charges: this.#charges };
      return writeDurably(this.#path, JSON.stringify(file));
    });
    this.#writing = write.catch(() => undefined);
    return write;
  }
}

function isSame(one: CardPayment, other: CardPayment): boolean {
  return one.orderId === other.orderId && one.number === other.number;
}
