package io.pitwall.client.langchain4j;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import io.pitwall.client.ActiveSpan;
import io.pitwall.client.Pitwall;
import io.pitwall.client.Scope;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tools whose calls are recorded inside the current span, and are the current span while they run.
 * The maps go into {@code tools(...)} of an AI service. Arguments and results are not recorded.
 */
public final class RecordedTools {
  private RecordedTools() {}

  /**
   * The methods that are marked with {@link Tool} in some objects.
   *
   * @throws IllegalArgumentException as LangChain4j does, if a method cannot be a tool
   */
  public static Map<ToolSpecification, ToolExecutor> of(Pitwall pitwall, Object... objects) {
    Map<ToolSpecification, ToolExecutor> tools = new LinkedHashMap<>();
    for (Object object : objects) {
      for (Method method : object.getClass().getDeclaredMethods()) {
        if (method.isAnnotationPresent(Tool.class)) {
          tools.put(
              ToolSpecifications.toolSpecificationFrom(method),
              new DefaultToolExecutor(object, method));
        }
      }
    }
    return of(pitwall, tools);
  }

  /** Tools that are given as executors. */
  public static Map<ToolSpecification, ToolExecutor> of(
      Pitwall pitwall, Map<ToolSpecification, ToolExecutor> tools) {
    Map<ToolSpecification, ToolExecutor> recorded = new LinkedHashMap<>();
    tools.forEach((what, how) -> recorded.put(what, new Recorded(pitwall, how)));
    return recorded;
  }

  private record Recorded(Pitwall pitwall, ToolExecutor tool) implements ToolExecutor {
    @Override
    public String execute(ToolExecutionRequest request, Object memoryId) {
      return recorded(request, () -> tool.execute(request, memoryId), ignored -> false);
    }

    @Override
    public ToolExecutionResult executeWithContext(
        ToolExecutionRequest request, InvocationContext context) {
      return recorded(
          request, () -> tool.executeWithContext(request, context), ToolExecutionResult::isError);
    }

    private <T> T recorded(
        ToolExecutionRequest request, Supplier<T> work, java.util.function.Predicate<T> failed) {
      ActiveSpan call = pitwall.tool(request.name());
      call.attribute("gen_ai.tool.call.id", request.id());
      Scope scope = call.enter();
      try {
        T result = work.get();
        if (failed.test(result)) {
          call.error("tool_error", null);
        }
        return result;
      } catch (Throwable failure) {
        call.error(failure.getCause() == null ? failure : failure.getCause());
        throw failure;
      } finally {
        scope.close();
        call.close();
      }
    }
  }
}
