// GitHub's own parser of workflows, as the tests of the examples use it.
//
// The package imports JSON without the attribute that Node asks for, as bundlers allow; a hook adds it.
import { registerHooks } from 'node:module';

registerHooks({
  load: (url, context, next) =>
    next(
      url,
      url.endsWith('.json')
        ? { ...context, importAttributes: { ...context.importAttributes, type: 'json' } }
        : context,
    ),
});

const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } =
  await import('@actions/workflow-parser');
const { convertActionTemplate, parseAction } = await import('@actions/workflow-parser/actions/index');

/** What the parser made of a workflow. */
export interface Parsed {
  readonly errors: readonly string[];
  /** Keys of its jobs. */
  readonly jobs: readonly string[];
}

/** Parses a workflow and converts it, as GitHub does before it runs one. */
export async function parsedByGitHub(name: string, content: string): Promise<Parsed> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const template = value === undefined ? null : await convertWorkflowTemplate(context, value);
  const errors = [...context.errors.getErrors(), ...(template?.errors ?? [])];
  return {
    errors: errors.map((error) => `${name}: ${'rawMessage' in error ? error.rawMessage : error.Message}`),
    jobs: (template?.jobs ?? []).map(({ id }) => id.value),
  };
}

/** The same for the file of an action; it has no jobs. */
export function actionParsedByGitHub(name: string, content: string): Parsed {
  const { context, value } = parseAction({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) convertActionTemplate(context, value);
  return { errors: context.errors.getErrors().map((error) => `${name}: ${error.rawMessage}`), jobs: [] };
}
