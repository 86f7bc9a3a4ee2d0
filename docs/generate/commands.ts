import { Help, type Argument, type Command, type Option } from 'commander'
import { completeProgram } from '../../src/cli/program.js'
import { unusedIo } from './io.js'

const introduction = `# Commands

<!-- Made from src/cli/ by \`npm run docs\`. -->

The program has the names \`cozy-registry\` and \`cozy-apps-registry\`. Results are printed on the standard output, and everything else on
the standard error. The exit status is 0 on success and 1 after an error. A flag with a value is written \`--flag value\` or
\`--flag=value\`. A boolean flag is \`--flag\`, \`--flag=true\` or \`--flag=false\`.

Some commands ask questions. A flag or a pipe can answer every question. Without an answer the command fails.

These commands ask only at a terminal, and otherwise run without a question: \`rm-editor\`, \`rm-app\`, \`rm-app-version\`,
\`rm-old-versions --no-dry-run\`, \`import --drop\` and \`well-known rm\`. The original registry (\`cozy-apps-registry\`) never asked, so
existing scripts send no answer.
`

/** The page about the commands, in Markdown, in the order of \`help\`. */
export function commandsPage(): string {
  const program = completeProgram(unusedIo)
  const commands = leavesOf(program)
  return [
    introduction,
    '| command | |\n| --- | --- |',
    ...commands.map((command) => `| [\`${pathOf(command)}\`](#${anchorOf(command)}) | ${summaryOf(command)} |`),
    '\n## Flags of every command\n',
    table(new Help().visibleOptions(program)),
    ...commands.map(commandText),
  ].join('\n')
}

function leavesOf(command: Command): Command[] {
  return command.commands.flatMap((inner) => (inner.commands.length > 0 ? leavesOf(inner) : [inner]))
}

function commandText(command: Command): string {
  const aliases = command.aliases().map((alias) => `\`${alias}\``)
  const usage = [pathOf(command), ...command.registeredArguments.map(usageOf)].join(' ')
  return [
    `\n## ${pathOf(command)}\n`,
    // The block is not `sh`: test/docs runs such blocks, and a usage line can't be run.
    `\`\`\`text\ncozy-registry ${usage}${command.options.length > 0 ? ' [flags]' : ''}\n\`\`\`\n`,
    `${asSentence(command.description())}${aliases.length > 0 ? ` Also called ${aliases.join(', ')}.` : ''}\n`,
    table(command.options),
  ].join('\n')
}

function usageOf(argument: Argument): string {
  const text = `${argument.name()}${argument.variadic ? '…' : ''}`
  return argument.required ? `<${text}>` : `[${text}]`
}

function table(options: readonly Option[]): string {
  if (options.length === 0) return ''
  const rows = options.map(
    (option) => `| \`${option.flags.replace(' [bool]', '')}\` | ${escapeCell(descriptionOf(option))} |`,
  )
  return ['| flag | |', '| --- | --- |', ...rows, ''].join('\n')
}

// A default has the same form as in the help of a command.
function descriptionOf({ description, defaultValue, argChoices }: Option): string {
  const isShown = defaultValue !== undefined && defaultValue !== ''
  const choices = argChoices ? `: ${argChoices.map((choice) => `\`${choice}\``).join(', ')}` : ''
  return `${description}${choices}${isShown ? ` (default: \`${JSON.stringify(defaultValue)}\`)` : ''}`
}

function pathOf(command: Command): string {
  const parent = command.parent?.parent ? `${pathOf(command.parent)} ` : ''
  return parent + command.name()
}

function anchorOf(command: Command): string {
  return pathOf(command).replaceAll(' ', '-')
}

function summaryOf(command: Command): string {
  return escapeCell(command.description().split(/;|\. | \(|, and|, where/)[0] ?? '')
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|')
}
