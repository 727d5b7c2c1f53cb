/** Printers, pages and the drawer, in Spanish. */
const pages = (count: number) => `${count} página${count === 1 ? '' : 's'}`;

export const printerTroubleWords = {
  away: 'No responde. Revisa si está encendida, y su cable o su red.',
  silent: 'Acepta la llamada, pero no dice nada. Apágala y enciéndela otra vez.',
  'broke-off': 'Se cortó la línea con ella. Revisa su cable o su red.',
  'paper-out': 'No tiene papel. Pon un rollo nuevo.',
  'cover-open': 'Su tapa está abierta. Ciérrala.',
  'not-ready': 'No está lista. Mira sus luces, o apágala y enciéndela otra vez.',
  'no-permission': 'Esta computadora no puede usarla. Pregunta a sistemas.',
  'not-a-printer': 'En su dirección no hay ninguna impresora. Revisa la dirección en Ajustes.',
};

export const printingWords = {
  printing: {
    names: { receipt: 'Impresora de recibos', kitchen: 'Impresora de la cocina' },
    chip: 'Impresora',
    chipLabel: (count: number) =>
      count === 0 ? 'Problema con la impresora' : `Impresora: ${pages(count)} por ver`,
    ordersGoOn: 'Los pedidos siguen.',
    waitsFor: (count: number) =>
      count === 0
        ? ''
        : `${pages(count)} ${count === 1 ? 'espera y se imprime sola' : 'esperan y se imprimen solas'}.`,
    tellKitchen: (count: number) =>
      count === 0 ? '' : `La cocina todavía no tiene ${pages(count)}: avísales.`,
    show: 'Ver las páginas',
    queue: {
      title: 'Páginas por imprimir',
      none: 'No espera ninguna página',
      noneHelp: 'Todo lo que había que imprimir está en papel.',
      contents: {
        receipt: 'Recibo',
        refund: 'Recibo de devolución',
        'kitchen-ticket': 'Comanda de cocina',
        cancellation: 'Cocina: cancelación',
        report: 'Informe',
        test: 'Página de prueba',
      },
      states: { waiting: 'Espera a la impresora', printing: 'Se está imprimiendo' },
      why: {
        'perhaps-printed': 'Quizá ya está en papel. Mira la impresora y elige.',
        'too-old': 'Es tarde para imprimirse sola. ¿Todavía hace falta?',
      },
      again: 'Imprimir otra vez',
      print: 'Imprimirla',
      now: 'Intentar ahora',
      drop: 'No imprimir',
    },
    drawer: 'Abrir el cajón',
    receipt: 'Recibo',
    paper: {
      title: (orderNumber: string) => `Pedido ${orderNumber} en papel`,
      label: 'Qué papel',
      kinds: { receipt: 'Recibo', 'kitchen-ticket': 'Comanda de cocina' },
      print: 'Imprimir',
      sent: 'Enviado a la impresora.',
      noPrinter: {
        receipt: 'No hay impresora de recibos: enseña esta pantalla al cliente.',
        'kitchen-ticket': 'No hay impresora en la cocina: enséñales esto o léeselo.',
      },
      nothing: 'De este pedido ya no hay nada que preparar.',
    },
    setup: {
      heading: 'Impresoras',
      open: 'Configurar impresoras',
      title: 'Impresoras',
      none: 'ninguna',
      device: 'Cómo está conectada',
      devices: { none: 'Ninguna', network: 'Red', file: 'Cable (archivo de dispositivo)' },
      host: 'Dirección',
      hostHelp: 'Por ejemplo 192.168.1.50',
      port: 'Puerto',
      path: 'Archivo de dispositivo',
      pathHelp: 'Por ejemplo /dev/usb/lp0',
      columns: 'Papel',
      columnNames: { 32: '58 mm', 42: '80 mm, 42 letras', 48: '80 mm, 48 letras' },
      language: 'Idioma en el papel',
      languages: { en: 'English', es: 'Español' },
      test: 'Imprimir una página de prueba',
      receiptRule: 'Recibo después de cobrar',
      receiptRules: { always: 'Imprimir', ask: 'Preguntar', never: 'No preguntar' },
      kitchenRule: 'Comandas de cocina en papel',
      kitchenRules: {
        'kitchen-away': 'Cuando el pedido no se puede enviar',
        always: 'Siempre',
        never: 'Nunca',
      },
      drawer: 'El efectivo abre el cajón',
      drawerChoices: { yes: 'Sí', no: 'No' },
      save: 'Guardar',
      saved: 'Guardado.',
      incomplete: 'Primero escribe la dirección.',
    },
  },
};
