import { NotBuilt } from '@/ui/NotBuilt';

export default function Overview() {
  return <NotBuilt question="Are we healthy, and what needs me now?" endpoints={['GET /api/performance/overview']} />;
}
