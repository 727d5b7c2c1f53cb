/** Printing in its places on the screen: top bar, banners, settings, and wherever an order is shown. */
import { useState } from 'react';
import type { OrderView } from '../shared/ipc/views.ts';
import { PRINTER_NAMES, type Printer } from '../shared/printing/printing-setup.ts';
import type { Actions } from './actions.ts';
import { PaperDialog } from './printing/paper-dialog.tsx';
import { PrintQueueDialog } from './printing/print-queue-dialog.tsx';
import { DrawerButton, PrinterBanner, PrinterChip } from './printing/printer-status.tsx';
import { PrintersDialog } from './printing/printers-dialog.tsx';
import { useStore } from './state/use-store.ts';
import type { Station } from './station.ts';
import { Button } from './ui/button.tsx';
import { useWords } from './words/use-words.ts';

type PartProps = { readonly station: Station; readonly actions: Actions };

export function PrintingChip({
  station,
  onOpen,
}: Pick<PartProps, 'station'> & { readonly onOpen: () => void }) {
  return <PrinterChip printing={useStore(station.printing)} onOpen={onOpen} />;
}

export function OpenDrawer({ station, actions }: PartProps) {
  return (
    <DrawerButton printing={useStore(station.printing)} onOpen={actions.printing.openDrawer} />
  );
}

export function PrintQueue({
  station,
  actions,
  onClose,
}: PartProps & { readonly onClose: () => void }) {
  return (
    <PrintQueueDialog
      printing={useStore(station.printing)}
      onRetry={actions.printing.retryPrint}
      onDrop={actions.printing.dropPrint}
      onClose={onClose}
    />
  );
}

export function PrintingBanner({ station }: Pick<PartProps, 'station'>) {
  return <PrinterBanner printing={useStore(station.printing)} />;
}

/** In the settings: which printers there are, and the way to change them. */
export function PrintersSection({ station, actions }: PartProps) {
  const words = useWords().printing;
  const { setup } = useStore(station.printing);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <h3>{words.setup.heading}</h3>
      <div className="printers-summary">
        <p>
          {PRINTER_NAMES.map(
            (name) => `${words.names[name]}: ${addressOf(setup[name]) ?? words.setup.none}`,
          ).join(' · ')}
        </p>
        <Button icon="printer" onClick={() => setIsOpen(true)}>
          {words.setup.open}
        </Button>
      </div>
      {isOpen && (
        <PrintersDialog
          setup={setup}
          onSave={actions.printing.setPrinters}
          onTest={actions.printing.testPrint}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

function addressOf(printer: Printer | undefined): string | undefined {
  const device = printer?.device;
  return device?.kind === 'network' ? device.host : device?.path;
}

/** The receipt of one payment of a shared bill, to print or to show. */
export function PartPaperButton(
  props: PaperButtonProps & { readonly partId: string; readonly number: number },
) {
  const { station, actions, view, partId, number } = props;
  const words = useWords();
  const printing = useStore(station.printing);
  const training = useStore(station.training);
  const { menu } = useStore(station.menu);
  const [isOpen, setIsOpen] = useState(false);
  const { orderId } = view.order;
  return (
    <>
      <Button icon="printer" label={words.split.receipt(number)} onClick={() => setIsOpen(true)} />
      {isOpen && (
        <PaperDialog
          {...{ view, printing, partId }}
          restaurant={menu.restaurant}
          isTraining={training.state === 'on'}
          onPrint={(paper) => actions.printing.printOrder({ orderId, paper, partId })}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

type PaperButtonProps = PartProps & { readonly view: OrderView };

/** An order's receipt and kitchen ticket, to print or to show. */
export function PaperButton({ station, actions, view }: PaperButtonProps) {
  const words = useWords().printing;
  const printing = useStore(station.printing);
  const training = useStore(station.training);
  const { menu } = useStore(station.menu);
  const [isOpen, setIsOpen] = useState(false);
  const { orderId, orderNumber } = view.order;
  return (
    <>
      <Button
        icon="printer"
        aria-label={`${words.receipt} ${orderNumber}`}
        onClick={() => setIsOpen(true)}
      >
        {words.receipt}
      </Button>
      {isOpen && (
        <PaperDialog
          {...{ view, printing }}
          restaurant={menu.restaurant}
          isTraining={training.state === 'on'}
          onPrint={(paper) => actions.printing.printOrder({ orderId, paper })}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
