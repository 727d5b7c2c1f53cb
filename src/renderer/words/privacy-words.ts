/** A guest who wants to be forgotten. */
export const privacyWords = {
  privacy: {
    erase: 'Erase this guest’s words',
    ask: 'Erase what this guest said?',
    help: 'Sound and words are erased everywhere and can’t be brought back. What was ordered stays on the ticket.',
    yes: 'Erase',
  },
};
