import { NotBuilt } from '@/ui/NotBuilt';

export default function Agent() {
  return (
    <NotBuilt
      question="Is this agent slower than its peers or its past?"
      endpoints={['GET /api/performance/agents/{agent_id}']}
    />
  );
}
