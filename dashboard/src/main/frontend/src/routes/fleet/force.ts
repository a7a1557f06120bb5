import {
  forceCenter,
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3-force';

/** What is laid out: circles by radius, and which of them pull at each other. Same question, same answer. */
export interface ForceQuestion {
  radii: readonly number[];
  /** Indexes into `radii`, and how strong: 0 to 1. */
  links: readonly { from: number; to: number; strength: number }[];
  /** How much wider than high it may be. */
  aspect: number;
}

/** Centres, in units of radii, around 0. */
export interface ForceAnswer {
  x: number[];
  y: number[];
}

const STEPS = 300;

/** Lays out at most some hundred nodes; about 100 ms for 300, so in a worker. */
export function placeNodes({ radii, links, aspect }: ForceQuestion): ForceAnswer {
  const nodes: (SimulationNodeDatum & { radius: number })[] = radii.map((radius) => ({ radius }));
  const pulls: (SimulationLinkDatum<SimulationNodeDatum> & { strength: number })[] = links
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, strength }) => ({ source: from, target: to, strength }));
  const simulation = forceSimulation(nodes)
    .force('charge', forceManyBody().strength(-420))
    .force(
      'link',
      forceLink(pulls)
        .distance(110)
        .strength((link) => 0.1 + 0.5 * (link as { strength: number }).strength),
    )
    .force(
      'collide',
      forceCollide<(typeof nodes)[number]>((node) => node.radius + 26),
    )
    .force('x', forceX(0).strength(0.06 / aspect))
    .force('y', forceY(0).strength(0.06 * aspect))
    .force('center', forceCenter(0, 0))
    .stop();
  simulation.tick(STEPS);
  return { x: nodes.map((node) => node.x ?? 0), y: nodes.map((node) => node.y ?? 0) };
}
