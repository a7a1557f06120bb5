import { NotBuilt } from '@/ui/NotBuilt';

export default function Rule() {
  return <NotBuilt question="When should this alert fire?" endpoints={['GET /api/performance/thresholds']} />;
}
