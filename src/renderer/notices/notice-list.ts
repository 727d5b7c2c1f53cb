import type { Notice } from '../../shared/ipc/views.ts';

/** Beyond it the oldest leaves. */
export const MAX_NOTICES = 20;

/** Newest last; a notice with a known id takes the old one's place. */
export function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  const others = notices.filter(({ noticeId }) => noticeId !== notice.noticeId);
  return [...others, notice].slice(-MAX_NOTICES);
}

export function withoutNotice(notices: readonly Notice[], noticeId: string): readonly Notice[] {
  return notices.filter((notice) => notice.noticeId !== noticeId);
}

const WEIGHT = { problem: 2, warning: 1, information: 0 } as const satisfies Record<
  Notice['kind'],
  number
>;

/** The one to show first: the gravest, of those the newest. */
export function foremost(notices: readonly Notice[]): Notice | undefined {
  return notices.reduce<Notice | undefined>(
    (first, notice) =>
      first === undefined || WEIGHT[notice.kind] >= WEIGHT[first.kind] ? notice : first,
    undefined,
  );
}
