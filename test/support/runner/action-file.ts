// Reads an action.yml, and evaluates the expressions that its input defaults may hold.
//
// Only the expressions that this project uses are known; any other one is an error, never an empty text.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What the runner needs of an action.yml. */
export interface ActionFile {
  readonly directory: string;
  readonly main: string;
  readonly post: string | null;
  /** Default of each input, as written. */
  readonly inputs: ReadonlyMap<string, string>;
}

export type JobStatus = 'success' | 'failure' | 'cancelled';

/** The values that expressions are evaluated over; they change while a job runs. */
export interface ExpressionContext {
  readonly token: string;
  readonly repository: string;
  readonly status: JobStatus;
  readonly checkRunId: number | null;
  readonly jobIndex: number;
  /** The values of the leg; `null` without a matrix. */
  readonly matrix: object | null;
  readonly workflowRef: string;
}

/** Reads `<directory>/action.yml`; refuses what is not a node24 action. */
export function readActionFile(directory: string): ActionFile {
  const path = join(directory, 'action.yml');
  const file = parse(readFileSync(path, 'utf8')) as {
    inputs?: Record<string, { default?: string | number | boolean } | null>;
    runs: Record<string, string | undefined>;
  };
  const { using, main, post, 'post-if': postIf = 'always()' } = file.runs;
  if (using !== 'node24')
    throw new Error(`${path}: runs.using is "${using}", this runner knows only "node24"`);
  if (postIf !== 'always()') throw new Error(`this runner does not know the condition "${postIf}"`);
  if (main === undefined) throw new Error(`${path}: runs.main is missing`);
  const inputs = Object.entries(file.inputs ?? {}).map(
    ([name, input]) => [name, String(input?.default ?? '')] as const,
  );
  return {
    directory,
    main,
    post: post ?? null,
    inputs: new Map(inputs),
  };
}

/** The text with each `${{ … }}` replaced by its value. */
export function evaluate(text: string, context: ExpressionContext): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression: string) => {
    switch (expression.trim()) {
      case 'github.token':
        return context.token;
      case 'github.repository':
        return context.repository;
      case 'job.status':
        return context.status;
      case 'job.check_run_id':
        return context.checkRunId === null ? '' : String(context.checkRunId);
      case 'job.workflow_ref':
        return context.workflowRef;
      case 'toJSON(matrix)':
        return JSON.stringify(context.matrix, null, 2);
      case 'strategy.job-index':
        return String(context.jobIndex);
      default:
        throw new Error(`this runner does not know the expression "${expression.trim()}"`);
    }
  });
}

/**
 * `INPUT_*` of a stage: the values of `with`, and for the others their defaults, evaluated now. `unexpected` are
 * the names in `with` that action.yml does not have; they are passed on all the same, as on GitHub.
 */
export function inputEnvironment(
  action: ActionFile,
  given: Readonly<Record<string, string>>,
  context: ExpressionContext,
): { environment: Record<string, string>; unexpected: readonly string[] } {
  const names = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const environment: Record<string, string> = {};
  const set = (name: string, value: string) => {
    environment[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = value;
  };
  for (const [name, value] of names) set(name, value);
  for (const [name, value] of action.inputs)
    if (!names.has(name.toLowerCase())) set(name, evaluate(value, context));
  const known = new Set([...action.inputs.keys()].map((name) => name.toLowerCase()));
  return { environment, unexpected: [...names.keys()].filter((name) => !known.has(name)) };
}
