/** What on the till is worth a sound. */
import type {
  ConnectionView,
  LaneTicket,
  LaneView,
  Notice,
  OrderView,
} from '../../shared/ipc/views.ts';

/** `microphone`: push-to-talk has opened it, speak now. */
export const CUES = ['problem', 'question', 'placed', 'microphone'] as const;
export type Cue = (typeof CUES)[number];

export type Seen = {
  readonly connection: ConnectionView;
  readonly lanes: readonly LaneView[];
  readonly tickets: Iterable<LaneTicket>;
  readonly orders: readonly OrderView[];
  readonly notices: readonly Notice[];
};

/** Everything that a sound was or would have been given for, by cue. */
export type Told = Readonly<Record<Cue, ReadonlySet<string>>>;

export function toldOf({ connection, lanes, tickets, orders, notices }: Seen): Told {
  const problems = notices.filter(({ kind }) => kind === 'problem').map(({ noticeId }) => noticeId);
  const deaf = lanes.filter(({ device }) => device.state === 'failing').map(({ laneId }) => laneId);
  const isCutOff = connection.state === 'offline' || connection.state === 'stopped';
  const talking = lanes.filter((lane) => lane.mode === 'push-to-talk' && lane.state === 'hearing');
  return {
    problem: new Set([...problems, ...deaf, ...(isCutOff ? ['connection'] : [])]),
    question: new Set(
      [...tickets].flatMap(({ ticket }) => ticket.questions.map(({ questionId }) => questionId)),
    ),
    placed: new Set(orders.map(({ order }) => order.orderId)),
    microphone: new Set(talking.map(({ laneId }) => laneId)),
  };
}

/** The gravest that is new, if anything is. */
export function cueFor(before: Told, now: Told): Cue | undefined {
  return CUES.find((cue) => [...now[cue]].some((id) => !before[cue].has(id)));
}
