import { NotBuilt } from '@/ui/NotBuilt';

export default function Services() {
  return (
    <NotBuilt
      question="What do the databases, endpoints, outside services and browsers around the agents suffer from?"
      endpoints={[
        'GET /api/performance/database/queries',
        'GET /api/performance/endpoints',
        'GET /api/performance/external',
        'GET /api/performance/frontend',
      ]}
    />
  );
}
