/** The screen's own settings: language and sounds. */
export const screenWords = {
  screen: {
    language: 'Language',
    stationLanguage: 'While nobody is signed in',
    ownLanguage: (name: string) => `For ${name}`,
    sounds: 'Sounds of the till',
    soundsHelp: 'On this computer’s own speaker, never in a headset’s lane. Nothing needs them.',
    soundLevels: { off: 'Off', quiet: 'Quiet', normal: 'Normal', loud: 'Loud' },
  },
};
