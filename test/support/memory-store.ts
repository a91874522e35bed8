// The old place of the store in memory, for those who still look for it here.
export { MemoryBranch, type Commit } from '../../src/store/memory/memory-store.ts';
export { FaultyStore as MemoryStore } from './faulty-store.ts';
