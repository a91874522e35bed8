// Completion for bash, zsh and fish, made from the table: commands, options, and what follows them.
import { shellQuoted } from '../text/escape.ts';
import { GLOBAL, isValued, type Option } from './options.ts';
import { optionsOf } from './arguments.ts';
import { COMMANDS, type Shell } from './table.ts';

/** The text that a shell evaluates. */
export const completion: Readonly<Record<Shell, () => string>> = { bash, zsh, fish };

const NAMES = COMMANDS.map(({ name }) => name).join(' ');

/** Every way to write one of these options. */
function formsOf(options: readonly Option[]): string[] {
  return options.flatMap(({ name, short }) => [...(short === undefined ? [] : [`-${short}`]), `--${name}`]);
}

function bash(): string {
  const cases = COMMANDS.map(
    (spec) =>
      `    ${spec.name}) words='${[...formsOf(optionsOf(spec)), ...(spec.choices ?? [])].join(' ')}' ;;`,
  );
  const all = [...COMMANDS.flatMap(({ options }) => options), ...GLOBAL];
  const valued = [...new Set(formsOf(all.filter(isValued)))].join('|');
  return `_ref_lease() {
  local word=\${COMP_WORDS[COMP_CWORD]} words= i
  COMPREPLY=()
  for ((i = 2; i < COMP_CWORD; i++)); do
    [[ \${COMP_WORDS[i]} == -- ]] || continue
    if ((COMP_CWORD == i + 1)); then COMPREPLY=($(compgen -c -- "$word")); else COMPREPLY=($(compgen -f -- "$word")); fi
    return
  done
  case \${COMP_WORDS[COMP_CWORD - 1]} in
    ${valued}) return ;;
  esac
  case \${COMP_WORDS[1]} in
${cases.join('\n')}
  esac
  ((COMP_CWORD > 1)) || words='${NAMES} help'
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _ref_lease ref-lease
`;
}

function zsh(): string {
  const commands = COMMANDS.map(({ name, summary }) => `    ${shellQuoted(`${name}:${summary}`)}`);
  const cases = COMMANDS.map((spec) => {
    const specs = optionsOf(spec).map((option) => `      ${zshOption(option)}`);
    const { choices } = spec;
    const operand = choices ? [`      ${shellQuoted(`1:shell:(${choices.join(' ')})`)}`] : [];
    return `    ${spec.name}) _arguments -s \\\n${[...specs, ...operand].join(' \\\n')} ;;`;
  });
  return `#compdef ref-lease
_ref_lease() {
  local -a names=(
${commands.join('\n')}
  )
  if ((CURRENT == 2)); then
    _describe command names
    return
  fi
  local -i end=\${words[(i)--]}
  if ((end < CURRENT)); then
    shift end words
    ((CURRENT -= end))
    _normal
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${cases.join('\n')}
  esac
}
compdef _ref_lease ref-lease
`;
}

function zshOption(option: Option): string {
  const forms = formsOf([option]);
  const text = option.text.replace(/[[\]:\\]/g, '\\$&');
  const value = isValued(option) ? `:${option.value}: ` : '';
  const spec = shellQuoted(`[${text}]${value}`);
  return forms.length === 1
    ? `${forms[0]}${spec}`
    : `${shellQuoted(`(${forms.join(' ')})`)}{${forms.join(',')}}${spec}`;
}

/** Behind `--` commands, and files. */
const BEHIND_IN_FISH =
  "complete -c ref-lease -n 'contains -- -- (commandline -opc)' -F -a '(complete -C (commandline -ct))'";

function fish(): string {
  const lines = COMMANDS.flatMap((spec) => {
    const { name, summary, runsCommand, choices } = spec;
    const here = `-n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c ref-lease -n __fish_use_subcommand -a ${name} -d ${fishQuoted(summary)}`,
      ...optionsOf(spec).map((option) => `complete -c ref-lease ${here} ${fishOption(option)}`),
      ...(choices ? [`complete -c ref-lease ${here} -a '${choices.join(' ')}'`] : []),
      ...(runsCommand ? [BEHIND_IN_FISH] : []),
    ];
  });
  return `${['complete -c ref-lease -f', ...lines].join('\n')}\n`;
}

function fishOption(option: Option): string {
  const short = option.short === undefined ? '' : `-s ${option.short} `;
  const value = isValued(option) ? ' -x' : '';
  return `${short}-l ${option.name}${value} -d ${fishQuoted(option.text)}`;
}

function fishQuoted(text: string): string {
  return `'${text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;
}
