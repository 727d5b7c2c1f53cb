/** The store took too long; what was asked of it may still happen. */
export class StoreTooSlow extends Error {
  override readonly name = 'StoreTooSlow';
}

/** Rejects with `StoreTooSlow` when `work` is not done in time. */
export async function withDeadline<Answer>(
  work: Promise<Answer>,
  deadlineMs: number,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new StoreTooSlow()), deadlineMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
