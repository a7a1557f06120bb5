package io.pitwall.client.servlet;

import io.pitwall.client.ActiveSpan;
import io.pitwall.client.Pitwall;
import io.pitwall.client.Scope;
import io.pitwall.client.SpanRole;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Records the requests that a web application answers, by route, never by path: paths carry ids. A
 * request that brings a {@code traceparent} joins that trace. The request is the current span while
 * it is answered. Goes first into the filters of an application. Safe for use by many threads.
 */
public final class RecordedRequests implements Filter {
  /** Where Spring MVC leaves the pattern it matched. */
  private static final String SPRING_ROUTE =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  private final Pitwall pitwall;

  public RecordedRequests(Pitwall pitwall) {
    this.pitwall = pitwall;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String mark = RecordedRequests.class.getName();
    if (!(request instanceof HttpServletRequest asked)
        || !(response instanceof HttpServletResponse answer)
        || request.getAttribute(mark) != null) {
      chain.doFilter(request, response);
      return;
    }
    request.setAttribute(mark, true);
    ActiveSpan span =
        pitwall.join(asked.getHeader("traceparent"), asked.getMethod(), SpanRole.SERVER);
    span.attribute("http.request.method", asked.getMethod());
    Scope scope = span.enter();
    boolean failed = true;
    try {
      chain.doFilter(request, response);
      failed = false;
    } catch (IOException | ServletException | RuntimeException | Error failure) {
      span.error(rootOf(failure));
      throw failure;
    } finally {
      scope.close();
      boolean later = !failed && asked.isAsyncStarted() && endLater(asked, answer, span);
      if (!later) {
        end(asked, answer, span, failed);
      }
    }
  }

  private static boolean endLater(
      HttpServletRequest asked, HttpServletResponse answer, ActiveSpan span) {
    try {
      asked.getAsyncContext().addListener(new EndOfAnswer(asked, answer, span));
      return true;
    } catch (IllegalStateException alreadyAnswered) {
      return false;
    }
  }

  private static void end(
      HttpServletRequest asked, HttpServletResponse answer, ActiveSpan span, boolean failed) {
    int status = failed && answer.getStatus() < 400 ? 500 : answer.getStatus();
    String route = route(asked);
    if (route != null) {
      span.attribute("http.route", route).name(asked.getMethod() + " " + route);
    }
    span.attribute("http.response.status_code", status);
    if (status >= 500 && !failed) {
      span.error(Integer.toString(status), null);
    }
    span.close();
  }

  /** The pattern that led to whoever answered, null if there is none that says something. */
  private static @Nullable String route(HttpServletRequest asked) {
    if (asked.getAttribute(SPRING_ROUTE) instanceof String pattern) {
      return pattern;
    }
    HttpServletMapping mapping = asked.getHttpServletMapping();
    if (mapping == null || mapping.getMappingMatch() == MappingMatch.DEFAULT) {
      return null;
    }
    return asked.getContextPath() + mapping.getPattern();
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable cause = failure instanceof ServletException wrapped ? wrapped.getRootCause() : null;
    return cause == null ? failure : cause;
  }

  private record EndOfAnswer(HttpServletRequest asked, HttpServletResponse answer, ActiveSpan span)
      implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      end(asked, answer, span, false);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      span.error("timeout", null);
    }

    @Override
    public void onError(AsyncEvent event) {
      if (event.getThrowable() != null) {
        span.error(event.getThrowable());
      }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
