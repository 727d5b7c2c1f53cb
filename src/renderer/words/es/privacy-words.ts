/** In Spanish: a guest who wants to be forgotten. */
export const privacyWords = {
  privacy: {
    erase: 'Borrar las palabras de este cliente',
    ask: '¿Borrar lo que dijo este cliente?',
    help: 'El sonido y las palabras se borran en todas partes y no se pueden recuperar. Lo pedido sigue en la cuenta.',
    yes: 'Borrar',
  },
};
