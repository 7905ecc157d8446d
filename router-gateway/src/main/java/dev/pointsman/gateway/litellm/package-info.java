/**
 * Conversion of a LiteLLM proxy's configuration into one of the gateway: a reader that knows which keys were used, mappers of
 * models, providers, groups and settings, and findings for everything that has no counterpart. Keys are never copied.
 */
@NullMarked
package dev.pointsman.gateway.litellm;

import org.jspecify.annotations.NullMarked;
