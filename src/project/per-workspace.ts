import type { Workspace } from './workspace.ts';

/**
 * `read`, done once for each key in a workspace: the configurations of an application, and the applications of a
 * repository, ask for the same things again and again.
 */
export function perWorkspace<Key, Value>(
  read: (workspace: Workspace, key: Key) => Value,
): (workspace: Workspace, key: Key) => Value {
  const known = new WeakMap<Workspace, Map<Key, Value>>();
  return (workspace, key) => {
    let values = known.get(workspace);
    if (!values) known.set(workspace, (values = new Map()));
    if (!values.has(key)) values.set(key, read(workspace, key));
    return values.get(key)!;
  };
}
