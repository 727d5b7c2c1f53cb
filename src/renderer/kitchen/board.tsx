/** The board: three columns, what is on them by number key, and the way back from a wrong bump. */
import { useState } from 'react';
import type { BoardOrder } from '../../shared/kitchen/board.ts';
import {
  allDay,
  BOARD_COLUMNS,
  columnsOf,
  hasUnseen,
  type BoardColumn,
} from '../../shared/kitchen/columns.ts';
import { urgencyOf } from '../../shared/kitchen/urgency.ts';
import { nextStatus, previousStatus } from '../../shared/order/kitchen-move.ts';
import type { KitchenStatus, OrderId } from '../../shared/order/order.ts';
import { useStore } from '../state/use-store.ts';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';
import { AllDayPanel } from './all-day-panel.tsx';
import { BoardBanners } from './board-banners.tsx';
import { BoardSection } from './board-section.tsx';
import { BoardTop } from './board-top.tsx';
import type { KitchenProps } from './kitchen-props.ts';
import { OrderCard } from './order-card.tsx';
import { RecallDialog } from './recall-dialog.tsx';
import type { MoveRefusal } from './source.ts';
import { useBumpKeys } from './use-bump-keys.ts';

/** Bumps that can be taken back, newest last. */
const MAX_UNDO = 20;

type Step = {
  readonly orderId: OrderId;
  readonly orderNumber: string;
  readonly from: KitchenStatus;
};
type Shown = Readonly<Record<BoardColumn, readonly OrderId[]>>;

const NONE: Shown = { new: [], preparing: [], ready: [] };

export function Board(props: KitchenProps & { readonly onSettings: () => void }) {
  const { source, preferences, clock, sounds, onSettings } = props;
  const words = useWords().kitchen;
  const board = useStore(source.board);
  const { seen, showsAllDay } = useStore(preferences);
  const [shown, setShown] = useState(NONE);
  const [isRecalling, setIsRecalling] = useState(false);
  const [refused, setRefused] = useState<MoveRefusal>();
  const { undo, move, takeBack } = useMoves(source, setRefused);

  const isSeen = (eventId: string) => seen.includes(eventId);
  const columns = columnsOf(board.orders, isSeen);
  const inReach = BOARD_COLUMNS.flatMap((column) => shown[column]).slice(0, 10);
  const lateText = useStore(clock, (nowMs) => lateIdsOf(board.orders, nowMs).join(' '));
  const lateIds = new Set(lateText.split(' '));
  const byId = new Map(board.orders.map((order) => [order.order.orderId, order]));

  /** What was cancelled is looked at first: the tap that would bump says that it was seen. */
  const bump = (order: BoardOrder) => {
    const { cancellations, kitchenStatus } = order;
    if (hasUnseen(order, isSeen)) {
      preferences.markSeen(cancellations.map(({ eventId }) => eventId));
      return;
    }
    const to = nextStatus(kitchenStatus);
    if (to !== undefined) move(order, to);
  };
  useBumpKeys((at) => {
    const orderId = inReach[at];
    const order = orderId && byId.get(orderId);
    if (order !== undefined) bump(order);
  });
  const toggleAllDay = () => preferences.change({ showsAllDay: !showsAllDay });
  useHotkey('r', { onDown: () => setIsRecalling(true) });
  useHotkey('u', { onDown: takeBack });
  useHotkey('a', { onDown: toggleAllDay });

  return (
    <>
      <BoardTop
        link={board.link}
        waitingMoves={board.waitingMoves}
        completed={columns.completed.length}
        undoNumber={undo?.orderNumber}
        {...{ showsAllDay, onSettings }}
        onUndo={takeBack}
        onRecall={() => setIsRecalling(true)}
        onAllDay={toggleAllDay}
      />
      <BoardBanners board={board} kind={source.extra.kind} {...{ refused, sounds, preferences }} />
      <main className="board">
        {BOARD_COLUMNS.map((column) => (
          <BoardSection
            key={column}
            {...{ column, lateIds }}
            orderIds={columns[column].map(({ order }) => order.orderId)}
            onShown={(orderIds) => setShown((before) => ({ ...before, [column]: orderIds }))}
          >
            {columns[column].map((order) => (
              <OrderCard
                key={order.order.orderId}
                {...{ order, clock }}
                slot={inReach.indexOf(order.order.orderId)}
                more={additionsTo(order, board.orders)}
                isUnseen={hasUnseen(order, isSeen)}
                onBump={() => bump(order)}
                onBack={() => {
                  const to = previousStatus(order.kitchenStatus);
                  if (to !== undefined) move(order, to);
                }}
              />
            ))}
          </BoardSection>
        ))}
        {showsAllDay && <AllDayPanel counts={allDay(board.orders)} />}
      </main>
      {isRecalling && (
        <RecallDialog
          completed={columns.completed}
          {...{ clock }}
          onRecall={(order) => {
            move(order, 'ready');
            setIsRecalling(false);
          }}
          onClose={() => setIsRecalling(false)}
        />
      )}
      <p className="hidden" role="status">
        {words.columns.new} {columns.new.length}, {words.columns.preparing}{' '}
        {columns.preparing.length}, {words.columns.ready} {columns.ready.length}
      </p>
    </>
  );
}

function lateIdsOf(orders: readonly BoardOrder[], nowMs: number): readonly OrderId[] {
  return orders
    .filter((one) => one.kitchenStatus !== 'ready' && urgencyOf(one, nowMs) === 'late')
    .map(({ order }) => order.orderId);
}

function additionsTo({ order }: BoardOrder, orders: readonly BoardOrder[]): readonly string[] {
  return orders
    .filter(
      (one) => one.order.addsTo?.orderId === order.orderId && one.kitchenStatus !== 'cancelled',
    )
    .map((one) => one.order.orderNumber);
}

function useMoves(
  source: KitchenProps['source'],
  onRefused: (refusal: MoveRefusal | undefined) => void,
) {
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const send = async (orderId: OrderId, to: KitchenStatus): Promise<boolean> => {
    const moved = await source.move(orderId, to);
    onRefused(moved.ok ? undefined : moved.failure);
    return moved.ok;
  };
  const undo = steps.at(-1);
  return {
    undo,
    move: (
      { order: { orderId, orderNumber }, kitchenStatus: from }: BoardOrder,
      to: KitchenStatus,
    ) => {
      setSteps((before) => [...before, { orderId, orderNumber, from }].slice(-MAX_UNDO));
      void send(orderId, to);
    },
    takeBack: () => {
      if (undo === undefined) return;
      setSteps((before) => before.slice(0, -1));
      void send(undo.orderId, undo.from);
    },
  };
}
