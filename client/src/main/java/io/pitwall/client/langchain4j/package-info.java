/**
 * Hooks for LangChain4j: models, tools and agents. Needs {@code langchain4j} (agents: {@code
 * langchain4j-agentic}) from the program that uses them.
 */
@NullMarked
package io.pitwall.client.langchain4j;

import org.jspecify.annotations.NullMarked;
