import { NotBuilt } from '@/ui/NotBuilt';

export default function Bottlenecks() {
  return (
    <NotBuilt
      question="What limits throughput, and what if I mend it?"
      endpoints={[
        'GET /api/performance/workflows/{name}/bottlenecks',
        'POST /api/performance/whatif',
        'GET /api/performance/scaling',
      ]}
    />
  );
}
