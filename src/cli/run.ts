import { parseCommandLine } from './options.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Runs the command `ncslint` with these arguments and returns its exit code: 0 nothing to report, 1 findings, 2 wrong
 * usage, a missing path or an input that cannot be read, 3 ncslint itself failed. Only what a command needs is loaded.
 */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    return await runCommand(args, surroundings);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const { visible } = await import('../text/visible.ts');
    const { inSources } = await import('./source-places.ts');
    const lines = inSources(text).split('\n').map(visible).join('\n');
    surroundings.err.write(
      `ncslint failed. This is a bug of ncslint, please report it with these lines:\n${lines}\nNode ${process.version}, ${process.platform}\n`,
    );
    return 3;
  }
}

async function runCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { out, err } = surroundings;
  const command = parseCommandLine(args);
  switch (command.name) {
    case 'usage-error':
      err.write(`ncslint: ${command.message}\nTry ncslint --help.\n`);
      return command.exit;
    case 'help': {
      const { helpText } = await import('./help.ts');
      out.write(helpText(command.topic));
      return 0;
    }
    case 'version': {
      const { version } = await import('./version.ts');
      out.write(`${version}\n`);
      return 0;
    }
    case 'rules': {
      const { listRules } = await import('./explain.ts');
      return listRules(command.settings, surroundings);
    }
    case 'explain': {
      const { explain } = await import('./explain.ts');
      return explain(command.rule, command.settings, surroundings);
    }
    case 'lint': {
      if (command.settings.watch) {
        const { watchPaths } = await import('./watch.ts');
        return watchPaths(command.paths, command.settings, surroundings);
      }
      const { lintPaths } = await import('./lint-paths.ts');
      return lintPaths(command.paths, command.settings, surroundings);
    }
    case 'show': {
      const { show } = await import('./show.ts');
      return show(command.paths, command.question, command.settings, surroundings);
    }
    case 'map': {
      const { map } = await import('./map.ts');
      return map(command.paths, command.compare, command.settings, surroundings);
    }
    case 'lock': {
      const { lock } = await import('./lock.ts');
      return lock(command.paths, command.update, command.settings, surroundings);
    }
    case 'migrate': {
      const { migrate } = await import('./migrate.ts');
      return migrate(command.paths, command.write, command.settings, surroundings);
    }
    case 'verify': {
      const { verify } = await import('./verify.ts');
      return verify(command.buildFolder, command.paths, command.settings, surroundings);
    }
    case 'lsp': {
      const { serve } = await import('../lsp/server.ts');
      return serve(process.stdin, process.stdout, command.settings, surroundings);
    }
    case 'init': {
      const { init } = await import('./init.ts');
      return init(command.folder, command.wanted, command.settings, surroundings);
    }
    case 'doctor': {
      const { doctor } = await import('./doctor.ts');
      return doctor(command.paths, command.settings, surroundings);
    }
    case 'facts': {
      const { facts } = await import('./facts.ts');
      return facts(command.from, command.to, surroundings);
    }
    case 'completions': {
      const { completions } = await import('./completions.ts');
      out.write(completions(command.shell));
      return 0;
    }
    case 'diagnose': {
      const { diagnose } = await import('./diagnose.ts');
      return diagnose(command.file, command.settings, surroundings);
    }
  }
}
