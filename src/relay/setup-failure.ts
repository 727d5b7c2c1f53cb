/** The relay or `relayctl` can't do what was asked; the message is one sentence for the operator. */
export class SetupFailure extends Error {
  override readonly name = 'SetupFailure';
}
