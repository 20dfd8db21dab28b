import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between two processes on this machine, and lets through what they say, until it is cut. */
export class Relay {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((near) => this.accept(near));
  private isCut = false;

  /** @param target port of the one that is called */
  constructor(private readonly target: number) {}

  /** @returns the port to call instead */
  listen(): Promise<number> {
    return new Promise((resolve) =>
      this.server.listen(0, '127.0.0.1', () => resolve((this.server.address() as AddressInfo).port)),
    );
  }

  /** Breaks off what is under way, and lets nobody through. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  protected pass(near: Socket, far: Socket): void {
    near.on('data', (chunk) => far.write(chunk));
    far.on('data', (chunk) => near.write(chunk));
  }

  private accept(near: Socket): void {
    if (this.isCut) return void near.destroy();
    const far = connect(this.target, 'localhost');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.setNoDelay(true);
      // Whatever breaks is closed, too.
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
    this.pass(near, far);
  }
}
