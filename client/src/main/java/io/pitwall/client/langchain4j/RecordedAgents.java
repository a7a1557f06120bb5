package io.pitwall.client.langchain4j;

import dev.langchain4j.agentic.observability.AfterAgentToolExecution;
import dev.langchain4j.agentic.observability.AgentInvocationError;
import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.agentic.observability.AgentRequest;
import dev.langchain4j.agentic.observability.AgentResponse;
import dev.langchain4j.agentic.observability.BeforeAgentToolExecution;
import dev.langchain4j.agentic.planner.AgentInstance;
import dev.langchain4j.agentic.scope.AgenticScope;
import dev.langchain4j.service.tool.ToolExecution;
import io.pitwall.client.ActiveSpan;
import io.pitwall.client.Pitwall;
import io.pitwall.client.Scope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Records the agents of LangChain4j's agentic module, and the tools they call. Goes into {@code
 * listener} of an agent's or a workflow's builder; agents inside are recorded, too. An agent with
 * agents inside that stands at the top is a workflow.
 *
 * <p>Safe for use by many threads. Inputs, outputs and arguments are not recorded.
 */
public final class RecordedAgents implements AgentListener {
  private final Pitwall pitwall;

  /** What goes on, by who does it. */
  private final Map<Invocation, Open> open = new ConcurrentHashMap<>();

  /** The latest span of an agent, for those inside it that run on other threads. */
  private final Map<Member, ActiveSpan> parents = new ConcurrentHashMap<>();

  private record Member(@Nullable Object memory, @Nullable String agent) {}

  private record Invocation(Member member, @Nullable String tool, Thread thread) {}

  private record Open(ActiveSpan span, Scope scope) {
    void close() {
      scope.close();
      span.close();
    }
  }

  public RecordedAgents(Pitwall pitwall) {
    this.pitwall = pitwall;
  }

  @Override
  public void beforeAgentInvocation(AgentRequest request) {
    AgentInstance agent = request.agent();
    Member member = member(request.agenticScope(), agent);
    ActiveSpan span = start(request.agenticScope(), agent);
    parents.put(member, span);
    open.put(invocation(member, null), new Open(span, span.enter()));
  }

  @Override
  public void afterAgentInvocation(AgentResponse response) {
    end(member(response.agenticScope(), response.agent()), null);
  }

  @Override
  public void onAgentInvocationError(AgentInvocationError error) {
    Throwable cause = error.error();
    end(
        member(error.agenticScope(), error.agent()),
        cause == null || cause.getCause() == null ? cause : cause.getCause());
  }

  @Override
  public void beforeAgentToolExecution(BeforeAgentToolExecution before) {
    var request = before.toolExecution().request();
    ActiveSpan call = pitwall.tool(request.name()).attribute("gen_ai.tool.call.id", request.id());
    Member member = member(before.agenticScope(), before.agentInstance());
    open.put(invocation(member, request.name() + request.id()), new Open(call, call.enter()));
  }

  @Override
  public void afterAgentToolExecution(AfterAgentToolExecution after) {
    ToolExecution execution = after.toolExecution();
    Member member = member(after.agenticScope(), after.agentInstance());
    String tool = execution.request().name() + execution.request().id();
    Open call = open.remove(invocation(member, tool));
    if (call != null) {
      if (execution.hasFailed()) {
        call.span().error("tool_error", null);
      }
      call.close();
    }
  }

  @Override
  public boolean inheritedBySubagents() {
    return true;
  }

  private ActiveSpan start(AgenticScope scope, AgentInstance agent) {
    ActiveSpan parent = Pitwall.current();
    if (parent == null && agent.parent() != null) {
      parent = parents.get(member(scope, agent.parent()));
    }
    String name = agent.name();
    if (agent.leaf() || agent.parent() != null) {
      return parent == null ? pitwall.agent(name, null) : parent.agent(name, null);
    }
    return parent == null ? pitwall.run(name) : parent.run(name);
  }

  private void end(Member member, @Nullable Throwable failure) {
    parents.remove(member);
    // A tool that threw did not say so; its agent ends later, and on the same thread.
    open.entrySet()
        .removeIf(
            left -> {
              Invocation who = left.getKey();
              boolean tool = who.tool() != null;
              if (!tool || !who.member().equals(member) || who.thread() != Thread.currentThread()) {
                return false;
              }
              left.getValue().span().error("tool_error", null);
              left.getValue().close();
              return true;
            });
    Open ended = open.remove(invocation(member, null));
    if (ended != null) {
      if (failure != null) {
        ended.span().error(failure);
      }
      ended.close();
    }
  }

  private static Invocation invocation(Member member, @Nullable String tool) {
    return new Invocation(member, tool, Thread.currentThread());
  }

  private static Member member(@Nullable AgenticScope scope, AgentInstance agent) {
    return new Member(scope == null ? null : scope.memoryId(), agent.agentId());
  }
}
