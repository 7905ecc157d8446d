/**
 * Usage of models: tokens and spend by day, tenant, key and model, for reports. Attempts that a provider did not count are
 * estimated and marked; calls without a configured tenant are rows of their own.
 */
@NullMarked
package dev.pointsman.micronaut.usage;

import org.jspecify.annotations.NullMarked;
