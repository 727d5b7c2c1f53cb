/** In Spanish: the card terminal. */
export const cardWords = {
  cards: {
    atTerminal: 'El cliente paga en la terminal…',
  },
};

export const cardFailures = {
  'card-declined':
    'La tarjeta fue rechazada: no se cobró nada. Toma otra tarjeta o efectivo, o deja que paguen después. La cuenta sigue.',
  'card-away':
    'La terminal no responde: no se cobró nada. Revisa su cable y la corriente e inténtalo otra vez, toma efectivo o deja que paguen después. La cuenta sigue.',
  'card-unknown':
    'La terminal no dijo si cobró a la tarjeta. Mira su pantalla y prueba la tarjeta otra vez: nunca se cobra dos veces. Si tomas efectivo o pagan después, lo cobrado a la tarjeta se devuelve solo.',
  'refund-declined':
    'La terminal no aceptó la devolución: no volvió nada a la tarjeta y el pedido sigue igual. Inténtalo otra vez o pregunta a tu gerente.',
  'refund-away':
    'La terminal no responde: no volvió nada a la tarjeta y el pedido sigue igual. Revisa su cable y la corriente e inténtalo otra vez.',
  'refund-unknown':
    'La terminal no dijo si devolvió el dinero. Mira su pantalla y prueba la misma devolución otra vez: nunca se devuelve dos veces.',
};
