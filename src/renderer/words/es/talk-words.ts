/** In Spanish: how push-to-talk is worked. */
export const talkWords = {
  talk: {
    title: 'Pulsar para hablar',
    style: 'El botón de hablar',
    hold: 'Mantener para hablar',
    toggle: 'Pulsar para empezar y para terminar',
    shortcut: 'Pedal o botón de los auriculares',
    none: 'Ninguno',
    keys: (key: string) => (key === 'MediaPlayPause' ? 'Botón de los auriculares (play)' : key),
    help: 'El pedal o el botón funcionan en cualquier ventana: se pulsa para empezar y otra vez para terminar. Termina solo después de un minuto.',
    begin: 'Pulsa para hablar',
    end: 'Pulsa al terminar',
  },
};
