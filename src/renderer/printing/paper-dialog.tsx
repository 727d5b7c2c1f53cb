import { useState } from 'react';
import type { OrderView } from '../../shared/ipc/views.ts';
import type { Menu } from '../../shared/menu/menu.ts';
import type { PrintingView } from '../../shared/printing/printing-view.ts';
import { guestReceipt, partReceipt } from '../../shared/receipt/guest-receipt.ts';
import { markedAsTraining } from '../../shared/receipt/training-mark.ts';
import { kitchenTicket } from '../../shared/receipt/kitchen-ticket.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { Segments } from '../ui/segments.tsx';
import { useWords } from '../words/use-words.ts';
import { PaperView } from './paper-view.tsx';

const PAPERS = ['receipt', 'kitchen-ticket'] as const;
type Paper = (typeof PAPERS)[number];

type PaperDialogProps = {
  readonly view: OrderView;
  readonly restaurant: Menu['restaurant'];
  readonly printing: PrintingView;
  /** The payment whose own receipt it is; without one, the order's papers. */
  readonly partId?: string;
  readonly isTraining: boolean;
  /** Resolves to the failure in words, or undefined when the page is on its way. */
  readonly onPrint: (paper: Paper) => Promise<string | undefined>;
  readonly onClose: () => void;
};

type Told = { readonly paper: Paper; readonly failure: string | undefined };

/** An order's papers: to print, and to show when there is no printer. */
export function PaperDialog(props: PaperDialogProps) {
  const { view, restaurant, printing, partId, isTraining, onPrint, onClose } = props;
  const all = useWords();
  const words = all.printing.paper;
  const [paper, setPaper] = useState<Paper>('receipt');
  const [told, setTold] = useState<Told>();
  const printer = paper === 'receipt' ? 'receipt' : 'kitchen';
  const set = printing.setup[printer];
  const trouble = printing.troubles.find((one) => one.printer === printer)?.trouble;
  const language = set?.language ?? 'en';
  const real =
    partId === undefined
      ? documentOf(paper, view, restaurant, language)
      : partDocument(partId, view, restaurant, language);
  const document = real && isTraining ? markedAsTraining(real, language) : real;
  const print = async () => setTold({ paper, failure: await onPrint(paper) });
  return (
    <Dialog
      title={words.title(view.order.orderNumber)}
      onClose={onClose}
      {...(set !== undefined &&
        document !== undefined && {
          actions: (
            <Button look="primary" icon="printer" onClick={() => void print()}>
              {words.print}
            </Button>
          ),
        })}
    >
      {partId === undefined && (
        <Segments
          label={words.label}
          value={paper}
          onChange={setPaper}
          options={PAPERS.map((value) => ({ value, text: words.kinds[value] }))}
        />
      )}
      {set === undefined && (
        <p className="warning" data-tone="info">
          <Icon name="info" /> <span>{words.noPrinter[paper]}</span>
        </p>
      )}
      {trouble !== undefined && (
        <p className="warning" data-tone="amber">
          <Icon name="alert" /> <span>{all.failures[trouble]}</span>
        </p>
      )}
      <p role="status" className="paper-told">
        {told?.paper === paper && (told.failure ?? words.sent)}
      </p>
      {document === undefined ? (
        <p>{words.nothing}</p>
      ) : (
        <PaperView document={document} label={words.kinds[paper]} />
      )}
    </Dialog>
  );
}

function documentOf(
  paper: Paper,
  { order, events }: OrderView,
  restaurant: Menu['restaurant'],
  language: 'en' | 'es',
) {
  const happened = events.map(({ event }) => event);
  if (paper === 'receipt') {
    return guestReceipt(order, happened, { restaurant, language, isCopy: false });
  }
  const { timeZone } = restaurant;
  const plain = { timeZone, language, isCopy: false, isInPlaceOfScreen: false };
  return kitchenTicket(order, happened, plain);
}

function partDocument(
  partId: string,
  { order, events }: OrderView,
  restaurant: Menu['restaurant'],
  language: 'en' | 'es',
) {
  const happened = events.map(({ event }) => event);
  const payment = happened.find(({ eventId }) => eventId === partId);
  if (payment?.kind !== 'settled' || payment.part === undefined) return undefined;
  const { eventId, tender, part } = payment;
  const setting = { restaurant, language, isCopy: false };
  return partReceipt(order, { eventId, tender, part }, happened, setting);
}
