/** An open output. Its own queue is short, so that what is taken back is not heard. */
export type PlaybackDevice = {
  /** 10 ms of 16 kHz mono. Settles when the device wants more: this paces the player. */
  write(samples: Int16Array): Promise<void>;
};
