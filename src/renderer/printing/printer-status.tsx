import type { PrintingView } from '../../shared/printing/printing-view.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

type PrinterChipProps = { readonly printing: PrintingView; readonly onOpen: () => void };

/** In the top bar only while something is wrong: a printer, or a page that a person is asked about. */
export function PrinterChip({ printing, onOpen }: PrinterChipProps) {
  const words = useWords().printing;
  const { troubles, jobs } = printing;
  const asking = jobs.filter(({ state }) => state === 'asking').length;
  if (troubles.length === 0 && asking === 0) return null;
  const count = troubles.length === 0 ? asking : jobs.length;
  return (
    <button
      type="button"
      className="button printer-chip"
      aria-label={words.chipLabel(count)}
      onClick={onOpen}
    >
      <Icon name="printer" />
      <span className="button-text">{words.chip}</span>
      {count > 0 && <span className="count">{count}</span>}
    </button>
  );
}

/** What happened, what still works, what to do; it goes by itself when the printer is back. */
export function PrinterBanner({ printing }: { readonly printing: PrintingView }) {
  const all = useWords();
  const words = all.printing;
  // The kitchen's printer comes first: without its paper nobody cooks.
  const first =
    printing.troubles.find(({ printer }) => printer === 'kitchen') ?? printing.troubles[0];
  if (first === undefined) return null;
  const { printer, trouble } = first;
  const waiting = printing.jobs.filter((job) => job.printer === printer).length;
  const waits = printer === 'kitchen' ? words.tellKitchen(waiting) : words.waitsFor(waiting);
  return (
    <Banner
      tone={printer === 'kitchen' && waiting > 0 ? 'danger' : 'amber'}
      icon="printer"
      title={`${words.names[printer]}:`}
      help={`${all.failures[trouble]} ${words.ordersGoOn} ${waits}`}
    />
  );
}

type DrawerButtonProps = { readonly printing: PrintingView; readonly onOpen: () => void };

/** The drawer hangs on the receipt printer: without one there is none to open. */
export function DrawerButton({ printing, onOpen }: DrawerButtonProps) {
  const words = useWords().printing;
  if (printing.setup.receipt === undefined) return null;
  return <Button icon="drawer" label={words.drawer} onClick={onOpen} />;
}
