// A connection that is cut after some of its bytes, on the way to the server or back: a write that says that it was
// written, or that it was not, says the truth.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { aBoard, aDocument, aMessage, NOW } from './boards.ts';
import { BRANCH, GitPlace } from './git-place.ts';

type Way = 'sent' | 'answered';

/** What a server is reached through; one connection may be cut. */
class Wire implements AsyncDisposable {
  /** How many bytes have gone through the last connection. */
  bytes: Record<Way, number> = { sent: 0, answered: 0 };
  #cut: { readonly way: Way; readonly after: number } | null = null;
  readonly #server = createServer((socket) => this.#carry(socket));
  readonly #to: number;

  constructor(port: number) {
    this.#to = port;
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Cuts the next connection after so many bytes of one way. */
  cut(way: Way, after: number): void {
    this.#cut = { way, after };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #carry(near: Socket): void {
    const far = connect(this.#to, '127.0.0.1');
    const cut = this.#cut;
    this.#cut = null;
    const bytes = (this.bytes = { sent: 0, answered: 0 });
    const pass = (from: Socket, to: Socket, way: Way) => {
      const left = () => (cut?.way === way ? cut.after - bytes[way] : Infinity);
      from.on('error', () => to.destroy()).on('end', () => to.end());
      from.on('data', (chunk: Buffer) => {
        const part = chunk.subarray(0, left());
        bytes[way] += part.length;
        if (part.length === chunk.length) to.write(part);
        else to.end(part, () => from.destroy());
      });
    };
    pass(near, far, 'sent');
    pass(far, near, 'answered');
  }
}

it.each<Way>(['sent', 'answered'])('tells what is written from what is not: %s', async (way) => {
  await using place = await GitPlace.open('git daemon');
  await using wire = await new Wire(Number(new URL(place.url).port)).listen();
  const store = await place.store({ url: `git://127.0.0.1:${wire.port}/origin.git` });
  let sequence = NOW;
  /** Writes, and is cut after so many bytes. */
  const write = async (after = Infinity) => {
    const before = await store.read();
    wire.cut(way, after);
    const next = aBoard([aDocument('staging', { sequence: ++sequence })]);
    const message = aMessage();
    const swapped = store.compareAndSwap(before, next, message, { now: NOW });
    const { kind } = await swapped.catch(() => ({ kind: 'rejected' }) as const);
    return { kind, operation: message.operation };
  };
  await write();
  expect(await write()).toMatchObject({ kind: 'applied' });
  const length = wire.bytes[way];
  const swaps = [];
  for (const share of [0, 0.2, 0.4, 0.6, 0.8, 0.95]) swaps.push(await write(Math.floor(length * share)));
  expect([swaps.at(0)!.kind, swaps.at(-1)!.kind]).toEqual(['refused', 'unknown']);
  const log = await place.origin.git('log', '--format=%B', BRANCH);
  for (const { kind, operation } of swaps.filter((swap) => swap.kind !== 'unknown')) {
    const isWritten = new RegExp(`\\b${operation}\\b`).test(log);
    expect({ kind, isWritten }).toEqual({ kind, isWritten: kind === 'applied' });
  }
});
