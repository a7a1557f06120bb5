/** Nodes drawn at most, and how deep: a plan of a generated query can be thousands. */
const MOST = 200;
const DEEPEST = 30;

type Node = Record<string, unknown>;

function below(node: Node): Node[] {
  const nodes = node.plans ?? node.Plans;
  return Array.isArray(nodes) ? nodes.filter((one): one is Node => typeof one === 'object' && one !== null) : [];
}

/** How many nodes a plan has. */
export function sizeOf(node: Node): number {
  return 1 + below(node).reduce((sum, one) => sum + sizeOf(one), 0);
}

/** A plan as the server tells it: what each node does, with its numbers. */
export function Plan({ node }: { node: Node }) {
  const size = sizeOf(node);
  return (
    <>
      <section
        className="max-h-80 overflow-auto text-table"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Nodes of the plan"
      >
        <ul>
          <PlanNode node={node} depth={0} left={{ nodes: MOST }} />
        </ul>
      </section>
      {size > MOST ? (
        <p className="text-caption text-muted">
          showing {MOST} of {size} nodes
        </p>
      ) : null}
    </>
  );
}

function PlanNode({ node, depth, left }: { node: Node; depth: number; left: { nodes: number } }) {
  if (left.nodes-- <= 0 || depth > DEEPEST) return null;
  const name = String(node.node_type ?? node['Node Type'] ?? 'node');
  const facts = Object.entries(node).filter(
    ([key, value]) => typeof value !== 'object' && key !== 'node_type' && key !== 'Node Type',
  );
  return (
    <li className={depth === 0 ? '' : 'border-l border-divider pl-3'}>
      <span className="font-medium">{name}</span>{' '}
      <span className="break-words text-caption text-muted">
        {facts.map(([key, value]) => `${key.replaceAll('_', ' ').toLowerCase()} ${String(value)}`).join(' · ')}
      </span>
      {below(node).length > 0 ? (
        <ul>
          {below(node).map((one, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nodes of a plan have no names and keep their order
            <PlanNode key={i} node={one} depth={depth + 1} left={left} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}
