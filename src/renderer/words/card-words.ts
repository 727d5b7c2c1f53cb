/** The card terminal: what a guest and a cashier do next when it says no, or nothing. */
export const cardWords = {
  cards: {
    atTerminal: 'The guest pays at the card terminal…',
  },
};

export const cardFailures = {
  'card-declined':
    'The card was declined: nothing was charged. Take another card, or cash, or let them pay later. The ticket stays.',
  'card-away':
    'The card terminal does not answer: nothing was charged. Check its cable and power and try again, take cash, or let them pay later. The ticket stays.',
  'card-unknown':
    'The terminal has not said whether the card was charged. Look at its display, then try the card again: it is never charged twice. If you take cash or let them pay later, what the card paid goes back by itself.',
  'refund-declined':
    'The terminal did not take the refund: nothing went back to the card, and the order stays as it was. Try again, or ask your manager.',
  'refund-away':
    'The card terminal does not answer: nothing went back to the card, and the order stays as it was. Check its cable and power, then try again.',
  'refund-unknown':
    'The terminal has not said whether the money went back. Look at its display, then try the same refund again: it is never given back twice.',
};
