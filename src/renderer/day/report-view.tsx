import type { ReactNode } from 'react';
import type { DayReport, Tally } from '../../shared/day/day-report.ts';
import { formatCents, type Cents } from '../../shared/money.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';
import { timeWords } from './time-words.ts';

type ReportViewProps = { readonly report: DayReport; readonly currency: string };

/** An X or a Z, as it would be printed. */
export function ReportView({ report, currency }: ReportViewProps) {
  const words = useWords();
  const { report: say, locale } = words;
  const money = (cents: Cents) => formatCents(cents, currency, locale);
  const { payLater, beforeOpening } = report;
  return (
    <div className="report">
      <Moments report={report} />
      {beforeOpening.count > 0 && (
        <p className="warning" data-tone="amber">
          <Icon name="info" />{' '}
          <span>{say.early(beforeOpening.count, money(beforeOpening.cents))}</span>
        </p>
      )}
      <div className="report-parts">
        <Drawer {...{ report, money }} />
        <Sales {...{ report, money }} />
        {report.tenders.map((tender) => (
          <Part key={tender.kind} title={`${say.taken}: ${say.tenders[tender.kind]}`}>
            <Row name={say.sales} tally={tender.sales} {...{ money }} />
            <Row name={say.bills} tally={tender.settled} isOptional {...{ money }} />
            <Row name={say.refunded} tally={negative(tender.refunds)} isOptional {...{ money }} />
            <Row name={say.net} cents={tender.netCents} isSum {...{ money }} />
            <Row name={say.tips} cents={tender.tipCents} {...{ money }} />
          </Part>
        ))}
        <Part title={say.payLater}>
          <Row name={say.sales} tally={payLater.placed} {...{ money }} />
          <Row name={say.bills} tally={negative(payLater.settled)} {...{ money }} />
          <Row
            name={say.offTheBill}
            tally={negative(payLater.offTheBill)}
            isOptional
            {...{ money }}
          />
        </Part>
        <Part title={say.byType}>
          {report.byOrderType.map(({ orderType, ...tally }) => (
            <Row key={orderType} name={words.orderType.names[orderType]} {...{ tally, money }} />
          ))}
        </Part>
        <Part title={say.byPerson}>
          {report.byPerson.map(({ person, tipCents, ...tally }) => (
            <Row
              key={person?.personId ?? ''}
              name={person?.name ?? say.nobody}
              note={tipCents > 0 ? say.withTip(money(tipCents)) : undefined}
              {...{ tally, money }}
            />
          ))}
        </Part>
      </div>
    </div>
  );
}

function Moments({ report }: { readonly report: DayReport }) {
  const { report: words, locale } = useWords();
  const when = (moment: NonNullable<DayReport['opened']>) => {
    const time = timeWords(moment.atMs, locale);
    return moment.by === undefined ? time : words.by(time, moment.by.name);
  };
  return (
    <dl className="report-moments">
      {report.opened !== undefined && (
        <div>
          <dt>{words.opened}</dt>
          <dd>{when(report.opened)}</dd>
        </div>
      )}
      <div>
        <dt>{report.closed === undefined ? words.asOf : words.closed}</dt>
        <dd>{report.closed === undefined ? '' : when(report.closed)}</dd>
      </div>
    </dl>
  );
}

type ToMoney = (cents: Cents) => string;
type PartProps = { readonly report: DayReport; readonly money: ToMoney };

function Sales({ report, money }: PartProps) {
  const words = useWords().report;
  const { orders, refunds, afterRefunds } = report;
  const byMenu = { count: orders.count, cents: orders.subtotalCents };
  return (
    <Part title={words.sales}>
      <Row name={words.subtotal} tally={byMenu} {...{ money }} />
      <Row name={words.comps} tally={negative(orders.comps)} isOptional {...{ money }} />
      <Row
        name={words.priceChanges}
        tally={negative(orders.priceChanges)}
        isOptional
        {...{ money }}
      />
      <Row name={words.discounts} tally={negative(orders.discounts)} isOptional {...{ money }} />
      <Row name={words.net} cents={orders.netCents} {...{ money }} />
      <Row name={words.tax} cents={orders.taxCents} {...{ money }} />
      <Row name={words.total} cents={orders.totalCents} isSum {...{ money }} />
      {refunds.count > 0 && (
        <>
          <Row name={words.refunds} tally={negative(refunds)} {...{ money }} />
          <Row name={words.afterRefunds} cents={afterRefunds.totalCents} isSum {...{ money }} />
          <Row name={words.taxAfterRefunds} cents={afterRefunds.taxCents} {...{ money }} />
        </>
      )}
      <Row name={words.voids} tally={report.voids} isOptional {...{ money }} />
    </Part>
  );
}

function Drawer({ report, money }: PartProps) {
  const words = useWords().report;
  const { cash } = report;
  const { countedCents, overCents } = cash;
  return (
    <Part title={words.drawer}>
      <Row name={words.float} cents={cash.floatCents} {...{ money }} />
      <Row name={words.cashSales} cents={cash.salesCents} {...{ money }} />
      <Row name={words.cashBills} cents={cash.settledCents} isOptional {...{ money }} />
      <Row name={words.cashTips} cents={cash.tipCents} isOptional {...{ money }} />
      <Row name={words.cashRefunds} cents={0 - cash.refundCents} isOptional {...{ money }} />
      <Row name={words.paidIn} tally={cash.paidIn} isOptional {...{ money }} />
      <Row name={words.paidOut} tally={negative(cash.paidOut)} isOptional {...{ money }} />
      <Row name={words.expected} cents={cash.expectedCents} isSum {...{ money }} />
      {countedCents !== undefined && (
        <Row name={words.counted} cents={countedCents} {...{ money }} />
      )}
      {overCents !== undefined && (
        <Row
          name={overCents === 0 ? words.exact : overCents > 0 ? words.over : words.short}
          cents={overCents}
          tone={overCents === 0 ? 'good' : 'danger'}
          isSum
          {...{ money }}
        />
      )}
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="report-part" aria-label={title}>
      <h3>{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

type RowProps = {
  readonly name: string;
  readonly money: ToMoney;
  readonly tally?: Tally;
  readonly cents?: Cents;
  readonly note?: string | undefined;
  readonly isSum?: boolean;
  /** Left out while it is nothing. */
  readonly isOptional?: boolean;
  readonly tone?: 'good' | 'danger';
};

function Row(props: RowProps) {
  const { name, money, tally, cents, note, isSum = false, isOptional = false, tone } = props;
  const shown = tally?.cents ?? cents ?? 0;
  if (isOptional && shown === 0 && (tally?.count ?? 0) === 0) return null;
  return (
    <div className={isSum ? 'report-row report-sum' : 'report-row'} data-tone={tone}>
      <dt>
        {name}
        {note !== undefined && <span className="report-note"> {note}</span>}
      </dt>
      <dd>
        {tally !== undefined && <span className="report-count">{tally.count}</span>}
        <span>{money(shown)}</span>
      </dd>
    </div>
  );
}

function negative({ count, cents }: Tally): Tally {
  return { count, cents: cents === 0 ? 0 : -cents };
}
