import { useState } from 'react';
import type { DayReport } from '../../shared/day/day-report.ts';
import type { ShiftView } from '../../shared/day/shift-view.ts';
import { formatCents, type Cents } from '../../shared/money.ts';
import { Ask } from '../ui/ask.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { IconName } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';
import { CashCount } from './cash-count.tsx';
import { CashMove } from './cash-move.tsx';
import { ReportView } from './report-view.tsx';
import { timeWords } from './time-words.ts';

/** Undefined answers: it was refused or given up, and the person knows. */
export type ShiftActions = {
  readonly openShift: (floatCents: Cents) => Promise<boolean>;
  readonly closeShift: (countedCents: Cents) => Promise<DayReport | undefined>;
  readonly moveCash: (move: {
    readonly direction: 'in' | 'out';
    readonly amountCents: Cents;
    readonly reason: string;
  }) => Promise<boolean>;
  readonly report: () => Promise<DayReport | undefined>;
  /** Without a printer there is none. */
  readonly printReport: ((report: 'x' | number) => void) | undefined;
  readonly reports: () => Promise<readonly DayReport[] | undefined>;
};

type ShiftDialogProps = {
  readonly shift: ShiftView;
  readonly currency: string;
  readonly actions: ShiftActions;
  readonly onClose: () => void;
};

type Shown =
  | { readonly page: 'home' | 'close' }
  | { readonly page: 'move'; readonly direction: 'in' | 'out' }
  | { readonly page: 'report'; readonly report: DayReport }
  | { readonly page: 'reports'; readonly reports: readonly DayReport[] };

const HOME: Shown = { page: 'home' };

/** Opens and closes the shift, moves cash, shows reports. */
export function ShiftDialog(props: ShiftDialogProps) {
  const { shift, currency, actions, onClose } = props;
  const words = useWords();
  const [shown, setShown] = useState<Shown>(HOME);
  const [counted, setCounted] = useState<Cents>();
  const back = () => setShown(HOME);
  const close = async (cents: Cents) => {
    const report = await actions.closeShift(cents);
    if (report !== undefined) setShown({ page: 'report', report });
  };
  return (
    <Dialog key={shown.page} title={titleOf(shown, shift, words)} wide onClose={onClose}>
      {shown.page === 'home' && <Home {...props} onShow={setShown} />}
      {shown.page === 'move' && (
        <CashMove
          direction={shown.direction}
          currency={currency}
          onMove={(amountCents, reason) => {
            const move = { direction: shown.direction, amountCents, reason };
            void actions.moveCash(move).then((isMoved) => isMoved && back());
          }}
        />
      )}
      {shown.page === 'close' && (
        <CashCount
          currency={currency}
          help={<p>{words.shift.closeBlind}</p>}
          yes={words.shift.closeWith}
          onCounted={setCounted}
        />
      )}
      {shown.page === 'report' && <ReportView report={shown.report} currency={currency} />}
      {shown.page === 'reports' && (
        <Reports
          {...{ currency }}
          reports={shown.reports}
          onShow={(report) => setShown({ page: 'report', report })}
        />
      )}
      {shown.page !== 'home' && (
        <div className="day-back">
          <Button onClick={back}>{words.shift.back}</Button>
          {shown.page === 'report' && actions.printReport !== undefined && (
            <Button icon="printer" onClick={() => actions.printReport?.(nameOf(shown.report))}>
              {words.printing.paper.print}
            </Button>
          )}
        </div>
      )}
      {counted !== undefined && (
        <Ask
          title={words.shift.close}
          help={words.shift.closeSure(formatCents(counted, currency, words.locale))}
          yes={words.shift.close}
          onYes={() => void close(counted)}
          onClose={() => setCounted(undefined)}
        />
      )}
    </Dialog>
  );
}

function nameOf({ kind, number }: DayReport): 'x' | number {
  return kind === 'x' ? kind : number;
}

function titleOf(shown: Shown, shift: ShiftView, words: ReturnType<typeof useWords>): string {
  switch (shown.page) {
    case 'move':
      return words.cashMove.title[shown.direction];
    case 'close':
      return words.shift.closeTitle;
    case 'report':
      return shown.report.kind === 'x' ? words.report.x : words.report.z(shown.report.number);
    case 'reports':
      return words.report.earlier;
    case 'home':
      return shift.state === 'open' ? words.shift.title : words.shift.openTitle;
  }
}

type HomeProps = ShiftDialogProps & { readonly onShow: (shown: Shown) => void };

function Home({ shift, currency, actions, onShow, onClose }: HomeProps) {
  const { shift: words, locale } = useWords();
  const showReport = async () => {
    const report = await actions.report();
    if (report !== undefined) onShow({ page: 'report', report });
  };
  const showReports = async () => {
    const reports = await actions.reports();
    if (reports !== undefined) onShow({ page: 'reports', reports });
  };
  if (shift.state === 'closed') {
    return (
      <>
        <CashCount
          currency={currency}
          help={
            <>
              <p>{words.openHelp}</p>
              {shift.orderCount > 0 && <p>{words.early(shift.orderCount)}</p>}
            </>
          }
          yes={words.openWith}
          onCounted={(cents) => void actions.openShift(cents).then((isOpen) => isOpen && onClose())}
        />
        <div className="day-back">
          <Button icon="list" onClick={() => void showReport()}>
            {words.report}
          </Button>
          <Button icon="list" onClick={() => void showReports()}>
            {words.earlier}
          </Button>
        </div>
      </>
    );
  }
  const { number, openedAtMs, openedBy } = shift;
  const time = timeWords(openedAtMs, locale);
  return (
    <>
      <p>
        <strong>{words.isOpen(number)}</strong>{' '}
        {openedBy === undefined ? words.since(time) : words.sinceBy(time, openedBy.name)}
      </p>
      <div className="day-ways">
        <Way
          icon="list"
          name={words.report}
          help={words.reportHelp}
          onClick={() => void showReport()}
        />
        <Way
          icon="check"
          name={words.close}
          help={words.closeHelp}
          onClick={() => onShow({ page: 'close' })}
        />
        <Way
          icon="plus"
          name={words.cashIn}
          help={words.cashInHelp}
          onClick={() => onShow({ page: 'move', direction: 'in' })}
        />
        <Way
          icon="minus"
          name={words.cashOut}
          help={words.cashOutHelp}
          onClick={() => onShow({ page: 'move', direction: 'out' })}
        />
        <Way
          icon="clock"
          name={words.earlier}
          help={words.earlierHelp}
          onClick={() => void showReports()}
        />
      </div>
    </>
  );
}

type WayProps = {
  readonly icon: IconName;
  readonly name: string;
  readonly help: string;
  readonly onClick: () => void;
};

function Way({ icon, name, help, onClick }: WayProps) {
  return (
    <Button icon={icon} onClick={onClick}>
      <strong>{name}</strong>
      <span className="way-help">{help}</span>
    </Button>
  );
}

type ReportsProps = {
  readonly reports: readonly DayReport[];
  readonly currency: string;
  readonly onShow: (report: DayReport) => void;
};

function Reports({ reports, currency, onShow }: ReportsProps) {
  const { report: words, locale } = useWords();
  if (reports.length === 0) {
    return (
      <div className="empty">
        <p>
          <strong>{words.none}</strong>
          {words.noneHelp}
        </p>
      </div>
    );
  }
  return (
    <ul className="reports" aria-label={words.earlier}>
      {reports.map((report) => (
        <li key={report.number}>
          <Button onClick={() => onShow(report)}>
            <strong>{words.z(report.number)}</strong>
            <span>{report.closed === undefined ? '' : timeWords(report.closed.atMs, locale)}</span>
            <span>{formatCents(report.orders.totalCents, currency, locale)}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
