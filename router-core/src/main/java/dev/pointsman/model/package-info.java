/**
 * Value types shared by all other packages: models, requests, failures and exclusions.
 *
 * <p>A {@link dev.pointsman.model.Model} is one deployment: a provider, the provider's model name, optionally a region,
 * a price, a context window. The {@link dev.pointsman.model.ModelCatalogue} has these values for common models, so that
 * a name is enough to configure one. A {@link dev.pointsman.model.RouteRequest} holds the requirements and preferences
 * of one call. A {@link dev.pointsman.model.Failure} describes a failed attempt; its {@link
 * dev.pointsman.model.FailureKind} determines the effect on statistics and breaker and the models that failover may
 * try. An {@link dev.pointsman.model.Exclusion} gives the reason why a model was not a candidate.
 *
 * <p>All types are immutable and thread-safe, except the builders.
 */
@NullMarked
package dev.pointsman.model;

import org.jspecify.annotations.NullMarked;
