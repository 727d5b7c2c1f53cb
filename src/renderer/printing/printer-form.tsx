import { COLUMNS, type PrinterName } from '../../shared/printing/printing-setup.ts';
import { LANGUAGES } from '../../shared/people/person.ts';
import { Segments } from '../ui/segments.tsx';
import { useWords } from '../words/use-words.ts';
import type { PrinterDraft } from './printer-draft.ts';

const KINDS = ['none', 'network', 'file'] as const;

type PrinterFormProps = {
  readonly name: PrinterName;
  readonly draft: PrinterDraft;
  /** Someone tried to save an address that is not one. */
  readonly isIncomplete: boolean;
  readonly onChange: (change: Partial<PrinterDraft>) => void;
};

export function PrinterForm({ name, draft, isIncomplete, onChange }: PrinterFormProps) {
  const words = useWords().printing;
  const { setup } = words;
  return (
    <fieldset className="printer-form">
      <legend>{words.names[name]}</legend>
      <Segments
        label={setup.device}
        value={draft.kind}
        onChange={(kind) => onChange({ kind })}
        options={KINDS.map((value) => ({ value, text: setup.devices[value] }))}
      />
      {draft.kind === 'network' && (
        <div className="printer-address">
          <label className="field">
            <span>{setup.host}</span>
            <input
              value={draft.host}
              placeholder={setup.hostHelp}
              autoComplete="off"
              spellCheck={false}
              aria-invalid={isIncomplete}
              onChange={(event) => onChange({ host: event.currentTarget.value.trim() })}
            />
          </label>
          <label className="field">
            <span>{setup.port}</span>
            <input
              value={draft.port}
              inputMode="numeric"
              autoComplete="off"
              onChange={(event) =>
                onChange({ port: event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 5) })
              }
            />
          </label>
        </div>
      )}
      {draft.kind === 'file' && (
        <label className="field">
          <span>{setup.path}</span>
          <input
            value={draft.path}
            placeholder={setup.pathHelp}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={isIncomplete}
            onChange={(event) => onChange({ path: event.currentTarget.value })}
          />
        </label>
      )}
      {isIncomplete && (
        <p role="alert" className="problem">
          {setup.incomplete}
        </p>
      )}
      {draft.kind !== 'none' && (
        <div className="printer-paper">
          <Segments
            label={setup.columns}
            value={draft.columns}
            onChange={(columns) => onChange({ columns })}
            options={COLUMNS.map((value) => ({ value, text: setup.columnNames[value] }))}
          />
          <Segments
            label={setup.language}
            value={draft.language}
            onChange={(language) => onChange({ language })}
            options={LANGUAGES.map((value) => ({ value, text: setup.languages[value] }))}
          />
        </div>
      )}
    </fieldset>
  );
}
