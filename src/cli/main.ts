#!/usr/bin/env node
import { parseCommandLine } from './options.ts';

/**
 * The command `ncslint`. Exit codes: 0 nothing to report, 1 findings, 2 wrong usage, a missing path or an input that
 * cannot be read, 3 ncslint itself failed. Only what a command needs is loaded.
 */
async function main(): Promise<number> {
  const command = parseCommandLine(process.argv.slice(2));
  switch (command.name) {
    case 'usage-error':
      process.stderr.write(`ncslint: ${command.message}\nTry ncslint --help.\n`);
      return command.exit;
    case 'help': {
      const { helpText } = await import('./help.ts');
      process.stdout.write(helpText(command.topic));
      return 0;
    }
    case 'version': {
      const { version } = await import('./version.ts');
      process.stdout.write(`${version}\n`);
      return 0;
    }
    case 'rules': {
      const { listRules } = await import('./explain.ts');
      process.stdout.write(listRules(command.settings));
      return 0;
    }
    case 'explain': {
      const { explain } = await import('./explain.ts');
      return explain(command.rule, command.settings);
    }
    case 'lint': {
      const { lintPaths } = await import('./lint-paths.ts');
      return lintPaths(command.paths, command.settings);
    }
    case 'diagnose': {
      const { diagnose } = await import('./diagnose.ts');
      return diagnose(command.file, command.settings);
    }
  }
}

// A reader that closes the pipe early (`ncslint | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(
      `ncslint failed. This is a bug of ncslint, please report it with these lines:\n${text}\nNode ${process.version}, ${process.platform}\n`,
    );
    process.exitCode = 3;
  },
);
