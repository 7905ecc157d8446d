/**
 * Models of LangChain4j as candidates of a router's pool, and the pool as a model of LangChain4j.
 *
 * <p>{@link dev.pointsman.langchain4j.RoutedChatModel}, {@link dev.pointsman.langchain4j.RoutedStreamingChatModel} and
 * {@link dev.pointsman.langchain4j.RoutedEmbeddingModel} are the models; {@link
 * dev.pointsman.langchain4j.RoutingParameters} set goal, tenant and session of a request.
 */
@NullMarked
package dev.pointsman.langchain4j;

import org.jspecify.annotations.NullMarked;
