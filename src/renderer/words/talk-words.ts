/** How push-to-talk is worked. */
export const talkWords = {
  talk: {
    title: 'Push to talk',
    style: 'The talk button',
    hold: 'Hold to talk',
    toggle: 'Press to begin, press to end',
    shortcut: 'Pedal or headset button',
    none: 'None',
    keys: (key: string) => (key === 'MediaPlayPause' ? 'Headset button (play)' : key),
    help: 'A pedal or headset button works in every window: one press begins, the next ends. It ends by itself after a minute.',
    begin: 'Press to talk',
    end: 'Press when done',
  },
};
