import { NotBuilt } from '@/ui/NotBuilt';

export default function Alerts() {
  return (
    <NotBuilt
      question="What fired, why, and is the rule right?"
      endpoints={['GET /api/performance/alerts', 'GET /api/performance/thresholds']}
    />
  );
}
