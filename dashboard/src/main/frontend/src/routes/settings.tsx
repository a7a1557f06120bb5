import { NotBuilt } from '@/ui/NotBuilt';

export default function Settings() {
  return (
    <NotBuilt
      question="What is measured against what, and who is told?"
      endpoints={['GET /api/performance/thresholds', 'GET /api/performance/score-settings']}
    />
  );
}
