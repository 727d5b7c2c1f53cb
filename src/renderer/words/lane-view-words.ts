/** The lane view: for a crew that looks up for a moment. */
export const laneViewWords = {
  laneView: {
    open: 'Lane view',
    title: 'Lanes',
    back: 'Back to the till',
    said: 'The guest said',
    nothingSaid: 'Nothing yet',
    understood: 'Read back',
    nothingUnderstood: 'Nothing on the ticket',
    surety: { unsure: 'Ask again', heard: 'To confirm', sure: 'Confirmed' },
    asked: 'Ask the guest',
    total: 'Total',
    person: 'A person, please',
    handBack: 'Back to voice',
    mute: 'Mute',
    unmute: 'Unmute',
    wantsPerson: 'The guest asks for a person',
    here: 'I’m here',
  },
};
