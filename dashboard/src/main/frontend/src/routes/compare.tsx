import { NotBuilt } from '@/ui/NotBuilt';

export default function Compare() {
  return (
    <NotBuilt
      question="What differs between two runs, or a run and its like?"
      endpoints={['GET /api/performance/runs/{trace_id}/spans']}
    />
  );
}
