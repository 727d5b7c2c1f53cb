/** The local BuildPanel can't start as asked; the message is one sentence for the person who started it. */
export class SetupFailure extends Error {
  override readonly name = 'SetupFailure';
}
