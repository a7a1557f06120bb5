/** Tests of the LangChain4j hooks with the library, against a fake model endpoint. */
@NullMarked
package io.pitwall.client.langchain4j;

import org.jspecify.annotations.NullMarked;
