import { useParams } from '@tanstack/react-router';
import { RunPage } from './run/RunPage';

/** Where did the time of this run go? */
export default function Run() {
  const { id } = useParams({ strict: false }) as { id: string };
  return <RunPage key={id} id={id} />;
}
