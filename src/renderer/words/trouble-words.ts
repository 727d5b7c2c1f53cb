/** The key for when something went wrong. */
export const troubleWords = {
  trouble: {
    key: 'Something went wrong',
    noted: 'Noted, thank you. Nobody is called.',
  },
};
