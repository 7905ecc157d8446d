package dev.pointsman.gateway.litellm;

import org.jspecify.annotations.Nullable;

/**
 * Member of a model group.
 *
 * @param id id of the model here
 * @param path path of the entry in the source
 * @param order rank within its group, the lowest first
 * @param maxTokens limit of answer tokens; null if there is none
 */
record ConvertedModel(
        String id, String path, int order, @Nullable Integer maxTokens) {}
