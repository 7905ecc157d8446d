/** A router around models of LangChain4j. */
@NullMarked
package dev.pointsman.examples.langchain4j;

import org.jspecify.annotations.NullMarked;
