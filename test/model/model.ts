// A configuration on a core, with what the compare API would answer.
import { contains } from './cast.ts';
import type { Core } from './core.ts';
import type { Config, Model } from './state.ts';

export function modelOf(
  core: Core,
  config: Config,
  forgets: Model['forgets'] = 'at-a-later-document',
): Model {
  const heads = [...config.cast, ...config.fresh].map(({ registration }) => registration.head_sha);
  const pairs = heads.flatMap((head) =>
    heads
      .filter((other) => other !== head && contains(config.truth, head, other))
      .map((other) => `${head}>${other}`),
  );
  return { core, config, forgets, proofs: new Set(config.compares ? pairs : []) };
}
