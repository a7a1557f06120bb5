import { NotBuilt } from '@/ui/NotBuilt';

export default function Run() {
  return (
    <NotBuilt
      question="Where did the time of this run go?"
      endpoints={[
        'GET /api/performance/runs/{trace_id}/detail',
        'GET /api/performance/runs/{trace_id}/spans',
        'GET /api/performance/runs/{trace_id}/critical-path',
      ]}
    />
  );
}
