import { PageLink } from '@/ui/PageLink';

/** An address that is no page. */
export function NotFound() {
  return (
    <div className="p-6">
      <h1 className="text-title">There is no such page</h1>
      <p className="mt-2 text-muted">
        The address may be of another version. <PageLink to="/">Overview</PageLink> shows how things are.
      </p>
    </div>
  );
}
