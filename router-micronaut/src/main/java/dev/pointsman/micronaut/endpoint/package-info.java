/**
 * Management endpoint {@code /pointsman}: state and health of models, explanations of routing, and actions for
 * operators. Available with Micronaut's management, and sensitive unless configured otherwise.
 *
 * <p>Views are computed from the router on request. Only the last hundred breaker transitions and the last hundred
 * operator actions are kept. Every operator action is validated, executed, recorded, logged under
 * {@code dev.pointsman.operations}, and published as an {@link dev.pointsman.micronaut.endpoint.OperatorActionRecord}.
 * No key, prompt or answer is available here.
 */
@NullMarked
package dev.pointsman.micronaut.endpoint;

import org.jspecify.annotations.NullMarked;
