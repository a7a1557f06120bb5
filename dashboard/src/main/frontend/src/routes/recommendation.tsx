import { NotBuilt } from '@/ui/NotBuilt';

export default function Recommendation() {
  return (
    <NotBuilt
      question="Why this change, what will it gain, what came of it?"
      endpoints={['GET /api/performance/recommendations?state=all']}
    />
  );
}
