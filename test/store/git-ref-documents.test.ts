// The GraphQL documents of the store, against GitHub's public schema.
import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { HISTORY_QUERY, UPDATE_MUTATION } from '../../src/store/git-ref/history.ts';
import { BOARD_QUERY } from '../../src/store/git-ref/read.ts';
import { COMMIT_MUTATION } from '../../src/store/git-ref/swap.ts';

// The published text defines two fields twice.
const schema = buildSchema(published.idl, { assumeValidSDL: true });

it.each([
  ['the query of the board', BOARD_QUERY],
  ['the mutation of a commit', COMMIT_MUTATION],
  ['the query of the history', HISTORY_QUERY],
  ['the mutation that moves the branch', UPDATE_MUTATION],
])('%s is valid', (_, document) => {
  expect(validate(schema, parse(document))).toEqual([]);
});
