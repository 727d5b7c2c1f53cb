/** How loud replies are. */
export const volumeWords = {
  volume: {
    title: 'Volume of replies',
    softer: 'Softer',
    louder: 'Louder',
    percent: (percent: number) => `${percent}%`,
    silent: 'Guests hear no replies.',
  },
};
