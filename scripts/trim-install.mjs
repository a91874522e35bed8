// Runs after `npm ci`, on whatever Node that is: removes the C headers that the package of Node brings along, 67 MB that
// nothing here is compiled against.
import { existsSync, readdirSync, rmSync } from 'node:fs';

const parts = new URL('../node_modules/node/node_modules/', import.meta.url);
const names = existsSync(parts) ? readdirSync(parts) : [];
for (const name of names) rmSync(new URL(`${name}/include`, parts), { recursive: true, force: true });
