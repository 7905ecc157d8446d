/**
 * What a model is and what a call asks: plain values that every other room speaks in.
 *
 * <p>A {@link dev.pointsman.model.Model} is one deployment: a provider, a name the provider knows, perhaps a region,
 * a price, a context window. The {@link dev.pointsman.model.ModelCatalogue} knows these figures for common names, so
 * that a name alone is enough. A {@link dev.pointsman.model.RouteRequest} says what one call needs and what it would
 * like. When a call goes wrong, a {@link dev.pointsman.model.Failure} says how, and its
 * {@link dev.pointsman.model.FailureKind} what it may teach and who may be tried next. When a model is passed over,
 * an {@link dev.pointsman.model.Exclusion} says why.
 *
 * <p>Everything here is immutable and safe for all threads.
 */
@NullMarked
package dev.pointsman.model;

import org.jspecify.annotations.NullMarked;
