/**
 * Hook for web applications on Jakarta Servlet 6. Needs the servlet API, which every container
 * brings.
 */
@NullMarked
package io.pitwall.client.servlet;

import org.jspecify.annotations.NullMarked;
