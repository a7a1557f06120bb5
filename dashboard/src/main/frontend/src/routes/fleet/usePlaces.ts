import { useEffect, useState } from 'react';
import type { ForceAnswer, ForceQuestion } from './force';
import { type Graph, shapeOf } from './handoffs';

/** Where nodes stand, laid out in a worker; undefined until it is done, and the old places until new ones are. */
export function usePlaces(graph: Graph, aspect: number): ForceAnswer | undefined {
  const [places, setPlaces] = useState<{ shape: string; answer: ForceAnswer } | undefined>(undefined);
  const shape = shapeOf(graph);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other numbers leave nodes where they are
  useEffect(() => {
    const worker = new Worker(new URL('./force.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = (event: MessageEvent<ForceAnswer>) => {
      setPlaces({ shape, answer: event.data });
      worker.terminate();
    };
    const longest = Math.max(1, ...graph.edges.map((edge) => edge.totalMs));
    const question: ForceQuestion = {
      radii: graph.nodes.map((node) => node.radius),
      links: graph.edges.map((edge) => ({ from: edge.from, to: edge.to, strength: edge.totalMs / longest })),
      aspect,
    };
    worker.postMessage(question);
    return () => worker.terminate();
  }, [shape, aspect]);
  return places && places.answer.x.length === graph.nodes.length ? places.answer : undefined;
}
