/**
 * One column of the board. Cards flow through it like text through newspaper columns; what does not fit is on further
 * pages, and how many that are is always said.
 */
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import type { BoardColumn } from '../../shared/kitchen/columns.ts';
import type { OrderId } from '../../shared/order/order.ts';
import { Button } from '../ui/button.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';

type BoardSectionProps = {
  readonly column: BoardColumn;
  readonly orderIds: readonly OrderId[];
  /** Counted where they are out of sight. */
  readonly lateIds: ReadonlySet<string>;
  /** The orders on the page that is in sight. */
  readonly onShown: (orderIds: readonly OrderId[]) => void;
  readonly children: ReactNode;
};

export function BoardSection(props: BoardSectionProps) {
  const { column, orderIds, lateIds, onShown, children } = props;
  const words = useWords().kitchen;
  const { scroller, pages, page, hidden, turnTo } = usePages(orderIds, onShown);
  const hiddenLate = hidden.filter((orderId) => lateIds.has(orderId)).length;
  const title = words.columns[column];
  useHotkey('PageDown', { onDown: () => turnTo(page + 1) });
  useHotkey('PageUp', { onDown: () => turnTo(page - 1) });
  return (
    <section className="column" data-column={column} aria-labelledby={`title-${column}`}>
      <h2 id={`title-${column}`} className="column-head">
        {title} <span className="column-count">{orderIds.length}</span>
      </h2>
      <div className="column-cards" ref={scroller}>
        {children}
      </div>
      {orderIds.length === 0 && <p className="column-empty">{words.emptyColumns[column]}</p>}
      {pages > 1 && (
        <nav className="pages" aria-label={words.pagesOf(title)}>
          <Button
            icon="previous"
            label={words.previousPage(title)}
            disabled={page === 0}
            onClick={() => turnTo(page - 1)}
          />
          <p role="status">
            <strong>{words.more(hidden.length)}</strong>{' '}
            {hiddenLate > 0 && <span className="pages-late">{words.lateOfThem(hiddenLate)}</span>}{' '}
            <span>{words.page(page + 1, pages)}</span>
          </p>
          <Button
            icon="next"
            label={words.nextPage(title)}
            disabled={page + 1 >= pages}
            onClick={() => turnTo(page + 1)}
          />
        </nav>
      )}
    </section>
  );
}

type Pages = {
  readonly pages: number;
  readonly page: number;
  readonly hidden: readonly OrderId[];
};

const ONE_PAGE: Pages = { pages: 1, page: 0, hidden: [] };

/** The browser lays the cards out in columns; pages are as many columns as the section is wide. */
function usePages(orderIds: readonly OrderId[], onShown: BoardSectionProps['onShown']) {
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(ONE_PAGE);
  const shown = useRef('');
  const measure = useEffectEvent(() => {
    if (scroller.current === null) return;
    const { pages, page, visible } = layoutOf(scroller.current, orderIds);
    const hidden = orderIds.filter((orderId) => !visible.includes(orderId));
    const next = { pages, page, hidden };
    setAt((before) => (isSame(before, next) ? before : next));
    const text = visible.join(' ');
    if (text === shown.current) return;
    shown.current = text;
    onShown(visible);
  });
  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => measure());
    observer.observe(box);
    // What a card holds may change without its number changing.
    const mutations = new MutationObserver(() => measure());
    mutations.observe(box, { childList: true, subtree: true, characterData: true });
    const onScroll = () => measure();
    box.addEventListener('scroll', onScroll);
    measure();
    return () => {
      observer.disconnect();
      mutations.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, []);
  const key = orderIds.join(' ');
  useEffect(() => measure(), [key]);
  const turnTo = (page: number) => {
    if (scroller.current === null || page < 0 || page >= at.pages) return;
    scroller.current.scrollLeft = page * pageWidth(scroller.current);
  };
  return { scroller, ...at, turnTo };
}

function layoutOf(box: HTMLElement, orderIds: readonly OrderId[]) {
  const width = pageWidth(box);
  const pages = Math.max(1, Math.round((box.scrollWidth + gapOf(box)) / width));
  const page = Math.min(pages - 1, Math.round(box.scrollLeft / width));
  // A finger or the focus may leave it between two pages.
  if (Math.abs(box.scrollLeft - page * width) > 1) box.scrollLeft = page * width;
  const left = box.getBoundingClientRect().left;
  const visible = orderIds.filter((_orderId, index) => {
    const card = box.children[index]?.getBoundingClientRect();
    return card !== undefined && card.right > left + 1 && card.left < left + box.clientWidth - 1;
  });
  return { pages, page, visible };
}

function pageWidth(box: HTMLElement): number {
  return box.clientWidth + gapOf(box);
}

function gapOf(box: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(box).columnGap) || 0;
}

function isSame(a: Pages, b: Pages): boolean {
  return a.pages === b.pages && a.page === b.page && a.hidden.join(' ') === b.hidden.join(' ');
}
