import { NotBuilt } from '@/ui/NotBuilt';

export default function Fleet() {
  return (
    <NotBuilt
      question="Which of my agents are sick, and are they alike?"
      endpoints={['GET /api/performance/agents?columnar=true&limit=10000']}
    />
  );
}
