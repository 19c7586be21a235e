import { type Configuration, image } from './application.ts';
import { type Fact, unknown } from './fact.ts';

/** Whether an immutable first stage (NSIB, `b0`) starts the application core: sysbuild decides about it where there is one. */
export function hasFirstStage(configuration: Configuration): Fact<boolean> {
  const { sysbuild } = configuration;
  if (sysbuild) return sysbuild.kconfig.bool('SB_CONFIG_SECURE_BOOT_APPCORE');
  return image(configuration, 'app')?.kconfig.bool('CONFIG_SECURE_BOOT') ?? unknown('the application');
}
