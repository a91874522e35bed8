// That strings of different kinds cannot be swapped is checked by the compiler, which reads this file with all others.
import { describe, expectTypeOf, it } from 'vitest';
import type { requestOf } from '../../src/lease/document.ts';
import type { LeaseName, Path, RequestId, Sha, Version } from '../../src/lease/identifiers.ts';
import type { Request } from '../../src/lease/schema.ts';

type Id = Parameters<typeof requestOf>[1];

describe('an identifier', () => {
  it('is never one of another kind', () => {
    expectTypeOf<Request['head_sha']>().not.toExtend<Id>();
    expectTypeOf<Request['id']>().not.toExtend<Sha>();
    expectTypeOf<Version>().not.toExtend<Sha>();
    expectTypeOf<Path>().not.toExtend<LeaseName>();
  });

  it('may be any string that is read, or written down', () => {
    expectTypeOf<string>().toExtend<RequestId>();
    expectTypeOf<RequestId>().toExtend<string>();
  });
});
