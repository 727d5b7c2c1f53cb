/**
 * Asks for a PIN when a call needs somebody who may: the call is made, and made again with each PIN that is
 * entered until it goes through or the person gives up.
 */
import {
  APPROVAL_FAILURES,
  type Approval,
  type ApprovalFailure,
} from '../../shared/people/approval.ts';
import type { Result } from '../../shared/result.ts';
import { createStore, type Watched } from '../state/store.ts';

/** Spread into the request of a call. */
export type Approved = { readonly approval?: Approval };

export type AskedPin = {
  /** False: nobody could allow it; a manager has to be set up first. */
  readonly hasManager: boolean;
  /** Resolves to what is wrong with the PIN, or undefined when the call was made. */
  readonly enter: (pin: string) => Promise<ApprovalFailure | undefined>;
  readonly giveUp: () => void;
};

export type Approvals = {
  readonly asked: Watched<AskedPin | undefined>;
  /** The call's answer; `needs-approval` or `no-manager` when the person gave up, which needs no words. */
  readonly withApproval: WithApproval;
};

export type WithApproval = <Reply, Failure extends string>(
  call: (approved: Approved) => Promise<Result<Reply, Failure>>,
) => Promise<Result<Reply, Failure>>;

export function createApprovals(): Approvals {
  const asked = createStore<AskedPin | undefined>(undefined);
  const withApproval: WithApproval = async (call) => {
    const first = await call({});
    if (first.ok) return first;
    const trouble = approvalFailureOf(first.failure);
    if (trouble === undefined) return first;
    asked.get()?.giveUp();
    return new Promise((resolve) => {
      const end = (result: typeof first | Awaited<ReturnType<typeof call>>) => {
        asked.set(undefined);
        resolve(result);
      };
      asked.set({
        hasManager: trouble !== 'no-manager',
        enter: async (pin) => {
          const result = await call({ approval: { pin } });
          const stillAsked = result.ok ? undefined : approvalFailureOf(result.failure);
          if (stillAsked === undefined) end(result);
          return stillAsked;
        },
        giveUp: () => end(first),
      });
    });
  };
  return { asked, withApproval };
}

export function approvalFailureOf(failure: string): ApprovalFailure | undefined {
  return APPROVAL_FAILURES.find((one) => one === failure);
}

/** Asks once: the PIN that was taken goes with the later calls of the same dialog. */
export function keepApproval(withApproval: WithApproval): WithApproval {
  let kept: Approved = {};
  return (call) =>
    withApproval(async (approved) => {
      const used = approved.approval === undefined ? kept : approved;
      const result = await call(used);
      if (result.ok) kept = used;
      return result;
    });
}
