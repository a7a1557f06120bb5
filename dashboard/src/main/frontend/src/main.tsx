import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from './api/queries';
import { router } from './router';
import { Boundary } from './ui/Panel';

// The server writes a relative base; made absolute before the first navigation changes what it is relative to.
const base = document.querySelector('base');
if (base) base.href = new URL('.', document.baseURI).href;

const queryClient = makeQueryClient();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Boundary>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Boundary>
  </StrictMode>,
);
