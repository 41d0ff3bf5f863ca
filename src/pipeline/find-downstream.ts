import type { TaskRecord } from "../core/record.ts";

/**
 * The recorded tasks that stand on some tasks: those that name one of them among their
 * requirements, those that name these, and so on. The tasks themselves are not among them.
 */
export function findDownstream(
  records: readonly TaskRecord[],
  ids: Iterable<string>,
): Map<string, TaskRecord> {
  const dependents = new Map<string, TaskRecord[]>();
  for (const record of records)
    for (const requirement of Object.keys(record.requirements)) {
      const list = dependents.get(requirement);
      if (list === undefined) dependents.set(requirement, [record]);
      else list.push(record);
    }
  const roots = new Set(ids);
  const found = new Map<string, TaskRecord>();
  const pending = [...roots];
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    for (const record of dependents.get(next) ?? []) {
      if (found.has(record.id) || roots.has(record.id)) continue;
      found.set(record.id, record);
      pending.push(record.id);
    }
  return found;
}
