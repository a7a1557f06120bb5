import { NotBuilt } from '@/ui/NotBuilt';

export default function Welcome() {
  return <NotBuilt question="What do I set, so that my agents are seen?" endpoints={['POST /v1/traces']} />;
}
