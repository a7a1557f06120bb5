import { NotBuilt } from '@/ui/NotBuilt';

export default function Alert() {
  return <NotBuilt question="Why did this alert fire, and since when?" endpoints={['GET /api/performance/alerts']} />;
}
