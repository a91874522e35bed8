// The resource outside, on a socket: the commands of `run` come to it with their tokens, and stay until they are sent home.
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { FencedResource, type Stay } from './fenced-resource.ts';

/** What a command does in bash, by `$PORT` and `$WHO`: it says who it is and with which token. */
export const ARRIVE = 'exec 3<>/dev/tcp/127.0.0.1/$PORT && echo "$WHO $REF_LEASE_TOKEN $$" >&3';

/** The same, and it stays until it is sent home; it succeeds where the word is that it is done. */
export const WORK = `${ARRIVE} && read -r word <&3 && [ "$word" = done ]`;

/** One who is at the resource, as its command speaks to it over a socket. */
export interface Guest {
  readonly who: string;
  readonly stay: Stay;
  /** The command itself. */
  readonly pid: number;
  /** Lets it use the resource once; whether its token was accepted. */
  operate(): boolean;
  /** Sends it home; its command succeeds where the word is `done`. */
  dismiss(word?: string): void;
}

/** The resource, and where it is. */
export type ServedResource = Awaited<ReturnType<typeof openResource>>;

/** Opens it: who comes is handed to `receive`, who goes leaves. Who comes as a zombie is known before. */
export async function openResource(
  receive: (guest: Guest) => void,
  isZombie: (who: string) => boolean = () => false,
) {
  const resource = new FencedResource();
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    createInterface({ input: socket }).once('line', (line) => {
      const [who = '', token = '', pid = ''] = line.split(' ');
      const stay = resource.enter(who, Number(token), isZombie(who));
      socket.once('close', () => resource.leave(stay));
      receive({
        who,
        stay,
        pid: Number(pid),
        operate: () => resource.operate(stay),
        dismiss(word = 'done') {
          resource.leave(stay);
          socket.write(`${word}\n`);
        },
      });
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { resource, port: (server.address() as AddressInfo).port, close: () => server.close() };
}
