/** A plain TCP balancer: each connection to the next relay in turn, or to another when that one refuses it. Knows nothing of what it carries. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class TcpBalancer {
  /** Of the relays, on this machine. */
  readonly #ports: readonly number[];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #turn = 0;

  private constructor(ports: readonly number[]) {
    this.#ports = ports;
    this.#server = createServer({ pauseOnConnect: true }, (station) => this.#carry(station));
  }

  static async start(ports: readonly number[]): Promise<TcpBalancer> {
    const balancer = new TcpBalancer(ports);
    balancer.#server.listen(0, '127.0.0.1');
    await once(balancer.#server, 'listening');
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server.close(), 'close');
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #carry(station: Socket): void {
    const first = this.#turn;
    this.#turn += 1;
    this.#track(station);
    this.#try(station, first, this.#ports.length);
  }

  #try(station: Socket, turn: number, triesLeft: number): void {
    const port = this.#ports[turn % this.#ports.length];
    if (port === undefined || triesLeft === 0) {
      station.destroy();
      return;
    }
    const relay = connect(port, '127.0.0.1');
    const goOn = () => this.#try(station, turn + 1, triesLeft - 1);
    relay.once('error', goOn);
    relay.once('connect', () => {
      relay.off('error', goOn);
      this.#track(relay);
      relay.setNoDelay(true);
      station.setNoDelay(true);
      station.pipe(relay).pipe(station);
      station.once('close', () => relay.destroy());
      relay.once('close', () => station.destroy());
    });
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
