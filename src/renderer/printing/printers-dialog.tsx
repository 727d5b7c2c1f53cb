import { useState } from 'react';
import {
  KITCHEN_RULES,
  PRINTER_NAMES,
  RECEIPT_RULES,
  type PrinterName,
  type PrintingSetup,
} from '../../shared/printing/printing-setup.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Segments } from '../ui/segments.tsx';
import { useWords } from '../words/use-words.ts';
import { draftOf, setupOf, type SetupDraft } from './printer-draft.ts';
import { PrinterForm } from './printer-form.tsx';

type PrintersDialogProps = {
  readonly setup: PrintingSetup;
  /** Both resolve to the failure in words, or undefined. */
  readonly onSave: (setup: PrintingSetup) => Promise<string | undefined>;
  readonly onTest: (printer: PrinterName) => Promise<string | undefined>;
  readonly onClose: () => void;
};

/** Where the printers are and what goes to paper by itself. A test page of what was changed saves it first. */
export function PrintersDialog({ setup, onSave, onTest, onClose }: PrintersDialogProps) {
  const words = useWords().printing;
  const [draft, setDraft] = useState(() => draftOf(setup));
  const [incomplete, setIncomplete] = useState<readonly PrinterName[]>([]);
  const [told, setTold] = useState('');
  const change = (part: Partial<SetupDraft>) => {
    setDraft({ ...draft, ...part });
    setIncomplete([]);
    setTold('');
  };
  const save = async (): Promise<boolean> => {
    const wanted = setupOf(draft);
    if (!wanted.ok) {
      setIncomplete(wanted.failure);
      return false;
    }
    const failure = await onSave(wanted.value);
    setTold(failure ?? words.setup.saved);
    return failure === undefined;
  };
  const test = async (printer: PrinterName) => {
    const isSaved = JSON.stringify(draft) === JSON.stringify(draftOf(setup));
    if (isSaved || (await save())) setTold((await onTest(printer)) ?? words.paper.sent);
  };
  return (
    <Dialog
      title={words.setup.title}
      wide
      onClose={onClose}
      actions={
        <>
          <p role="status" className="printers-told">
            {told}
          </p>
          <Button look="primary" icon="check" onClick={() => void save()}>
            {words.setup.save}
          </Button>
        </>
      }
    >
      {PRINTER_NAMES.map((name) => (
        <div key={name} className="printer">
          <PrinterForm
            name={name}
            draft={draft[name]}
            isIncomplete={incomplete.includes(name)}
            onChange={(part) => change({ [name]: { ...draft[name], ...part } })}
          />
          {draft[name].kind !== 'none' && (
            <Button
              icon="printer"
              aria-label={`${words.setup.test}: ${words.names[name]}`}
              onClick={() => void test(name)}
            >
              {words.setup.test}
            </Button>
          )}
        </div>
      ))}
      <Rules draft={draft} onChange={change} />
    </Dialog>
  );
}

type RulesProps = {
  readonly draft: SetupDraft;
  readonly onChange: (part: Partial<SetupDraft>) => void;
};

function Rules({ draft, onChange }: RulesProps) {
  const { setup: words } = useWords().printing;
  return (
    <div className="print-rules">
      {draft.receipt.kind !== 'none' && (
        <>
          <h3>{words.receiptRule}</h3>
          <Segments
            label={words.receiptRule}
            value={draft.receiptRule}
            onChange={(receiptRule) => onChange({ receiptRule })}
            options={RECEIPT_RULES.map((value) => ({ value, text: words.receiptRules[value] }))}
          />
          <h3>{words.drawer}</h3>
          <Segments
            label={words.drawer}
            value={draft.cashOpensDrawer ? 'yes' : 'no'}
            onChange={(choice) => onChange({ cashOpensDrawer: choice === 'yes' })}
            options={(['yes', 'no'] as const).map((value) => ({
              value,
              text: words.drawerChoices[value],
            }))}
          />
        </>
      )}
      {draft.kitchen.kind !== 'none' && (
        <>
          <h3>{words.kitchenRule}</h3>
          <Segments
            label={words.kitchenRule}
            value={draft.kitchenRule}
            onChange={(kitchenRule) => onChange({ kitchenRule })}
            options={KITCHEN_RULES.map((value) => ({ value, text: words.kitchenRules[value] }))}
          />
        </>
      )}
    </div>
  );
}
