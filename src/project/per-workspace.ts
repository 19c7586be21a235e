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

/**
 * What `make` makes, once for each key in an application: its configurations often differ in one board or argument only. Of
 * the application before nothing is kept: a repository has hundreds.
 */
export function perApplication<Value>(): (workspace: Workspace, root: string, key: string, make: () => Value) => Value {
  const last = new WeakMap<Workspace, { readonly root: string; readonly values: Map<string, Value> }>();
  return (workspace, root, key, make) => {
    let known = last.get(workspace);
    if (known?.root !== root) last.set(workspace, (known = { root, values: new Map() }));
    if (!known.values.has(key)) known.values.set(key, make());
    return known.values.get(key)!;
  };
}
