/** What the crew says to the station itself. */
export const crewWords = {
  crew: {
    hold: 'Hold: command',
    held: 'Say the command…',
    help: 'Hold and say: “eighty-six the lemonade”, “lemonade is back” or “repeat last order”',
  },
};
