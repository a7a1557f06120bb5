import { NotBuilt } from '@/ui/NotBuilt';

export default function Optimize() {
  return (
    <NotBuilt
      question="What should I do, is it safe, did it work?"
      endpoints={['GET /api/performance/recommendations', 'GET /api/performance/ledger']}
    />
  );
}
