import { NotBuilt } from '@/ui/NotBuilt';

export default function Runs() {
  return <NotBuilt question="Which runs were slow, dear or wrong?" endpoints={['GET /api/performance/runs']} />;
}
